export interface Config {
  cairn?: {
    argocd?: {
      /** The Argo CDs that environments can be deployed by. */
      instances?: Array<{
        /** Unique; what classes may name. */
        name: string;
        /** Name of the cluster (`cairn.clusters`) whose API server holds its objects. */
        cluster: string;
        /** The clusters that it deploys to. Default: the one that holds its objects. */
        destinations?: Array<{
          /** Name of the cluster in `cairn.clusters`. */
          cluster: string;
          /** Address by which Argo CD knows it. Default, of its own cluster: `https://kubernetes.default.svc`. */
          server?: string;
          /** Instead of `server`: the name by which Argo CD knows it. */
          name?: string;
        }>;
        /** Namespace of its applications and projects. Default: `argocd`. */
        namespace?: string;
        /** Where its API answers, without a trailing slash. */
        url: string;
        /** Path of a file with a token that may read. It may appear later and is read each time. */
        tokenFile: string;
        /**
         * Where a person opens its web interface; absent: it has none, and no links are shown.
         * @visibility frontend
         */
        webUrl?: string;
      }>;
    };
  };
}
