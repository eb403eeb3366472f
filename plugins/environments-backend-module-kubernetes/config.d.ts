export interface Config {
  cairn?: {
    environments?: {
      kubernetes?: {
        /**
         * Name of an existing namespace in every cluster in which objects are tried (dry run only, nothing is written)
         * while their own namespace does not exist yet. Default: `cairn-stand-in`.
         */
        standInNamespace?: string;
      };
    };
  };
}
