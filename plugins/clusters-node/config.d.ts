export interface Config {
  cairn?: {
    /** The clusters that environments can be placed in and whose workloads are shown. */
    clusters?: Array<{
      /** Unique; what classes and environments say. */
      name: string;
      /** For people. Default: the name. */
      title?: string;
      /** True where nodes only simulate: no image is pulled and no container runs. Default: false. */
      simulated?: boolean;
      /** Acts on Cairn's own objects. */
      writer: {
        /** Path of a kubeconfig file. It may appear later and is read again when it changes. */
        kubeconfig: string;
        /** Default: the file's current context. */
        context?: string;
      };
      /** Reads only. */
      reader: {
        /** Path of a kubeconfig file. It may appear later and is read again when it changes. */
        kubeconfig: string;
        /** Default: the file's current context. */
        context?: string;
      };
    }>;
  };
}
