export interface Config {
  cairn?: {
    git?: {
      /**
       * Address of the Git host, as people open it.
       *
       * @visibility backend
       */
      url?: string;
      /**
       * Organization in which golden paths make repositories.
       *
       * @visibility backend
       */
      organization?: string;
      /**
       * Path of a file with a token for the Git host; it may not be there yet.
       *
       * @visibility backend
       */
      tokenFile?: string;
    };
  };
}
