export interface Config {
  cairn?: {
    cost?: {
      /**
       * YAML file with what CPU, memory, storage and load balancers cost an hour. Relative to the backend's working directory; read again
       * when it changes. Default: none, and what anything costs is unknown.
       *
       * @visibility backend
       */
      priceList?: string;
    };
  };
}
