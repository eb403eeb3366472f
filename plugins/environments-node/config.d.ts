export interface Config {
  cairn?: {
    classes?: {
      /**
       * Folders that hold environment classes, one folder each with a `class.yaml`. Relative to the backend's working
       * directory. Changes are seen while the backend runs. Default: none.
       *
       * @visibility backend
       */
      folders?: string[];
    };
  };
}
