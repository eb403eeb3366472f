export interface Config {
  cairn?: {
    argocd?: {
      /** The Argo CDs whose applications are watched. */
      instances?: Array<{
        /** Unique. */
        name: string;
        /** Name of the cluster (`cairn.clusters`) that it runs for and whose API server holds its objects. */
        cluster: string;
        /** Namespace of its applications. Default: `argocd`. */
        namespace?: string;
        /**
         * Where a person opens its web interface; absent: it has none, and no links are shown.
         * @visibility frontend
         */
        webUrl?: string;
      }>;
    };
  };
}
