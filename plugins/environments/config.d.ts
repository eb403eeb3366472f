export interface Config {
  cairn?: {
    /**
     * The clusters that environments live in. The portal's pages read only what says whether a cluster is a
     * simulation, so that nobody takes a simulated pod for a running one.
     */
    clusters?: Array<{
      /** @visibility frontend */
      name: string;
      /** @visibility frontend */
      title?: string;
      /**
       * True where nodes only simulate: images are not pulled and no container runs. Default false.
       * @visibility frontend
       */
      simulated?: boolean;
    }>;
  };
}
