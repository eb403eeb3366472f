export interface Config {
  cairn?: {
    permission?: {
      /**
       * Entity ref of the group that runs the platform, and so may do more than the owners of things.
       * Default: `group:default/platform-team`.
       * @visibility backend
       */
      platformGroup?: string;
    };
  };
}
