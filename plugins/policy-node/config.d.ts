export interface Config {
  cairn?: {
    /** Who decides on requests. Without it nothing is allowed. */
    policy?: {
      /**
       * Address of OPA, for example `http://127.0.0.1:7010`.
       * @visibility backend
       */
      url: string;
      /**
       * Milliseconds that a decision may take. Default 2000.
       * @visibility backend
       */
      timeoutMs?: number;
      /**
       * Path of a file with the bearer token that OPA asks for. Read at each request, so it may be renewed.
       * @visibility backend
       */
      tokenFile?: string;
    };
  };
}
