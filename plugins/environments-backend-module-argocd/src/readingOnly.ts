import type { Clusters } from '@cairn/plugin-clusters-node';

/**
 * The same clusters, read with the reader's credential by whatever would use the writer's. What Argo CD deployed is not
 * Cairn's to write, and the writer may not even read every kind of it.
 */
export function readingOnly(clusters: Clusters): Clusters {
  return {
    list: () => clusters.list(),
    get(name) {
      const cluster = clusters.get(name);
      const { title, simulated, reader } = cluster;
      return {
        name,
        title,
        simulated,
        writer: reader,
        reader,
        readerAccess: () => cluster.readerAccess(),
      };
    },
  };
}
