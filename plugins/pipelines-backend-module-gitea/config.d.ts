export interface Config {
  cairn?: {
    /** The local pipeline runner. Without it the pipelines of no repository are shown by this module. */
    pipelines?: {
      /** Address of the runner's API. */
      url: string;
      /** Path of a file with its token. It may appear later and is read each time. */
      tokenFile: string;
    };
  };
}
