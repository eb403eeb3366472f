export interface Config {
  cairn?: {
    /** Set by `./cairn up`: where the local platform says how its parts are. */
    localPlatform?: {
      /**
       * Path of its status file. May not exist yet.
       * @visibility backend
       */
      statusFile?: string;
    };
    git?: {
      /**
       * Address of the Git host, a Gitea or Forgejo.
       * @visibility backend
       */
      url?: string;
    };
  };
}
