import type {
  Cluster,
  Clusters,
  KubernetesClient,
  KubernetesRequest,
} from '@cairn/plugin-clusters-node';

/** What is thrown where the process would have ended. */
export class Crash extends Error {}

/** The same clusters, which end the process right before or right after a write. */
export function crashing(
  clusters: Clusters,
  point: { write: number; when: 'before' | 'after' },
): Clusters {
  let writes = 0;
  const dead = (client: KubernetesClient): KubernetesClient => ({
    request: async (request: KubernetesRequest) => {
      if (request.method === 'GET') {
        return client.request(request);
      }
      writes += 1;
      if (writes === point.write && point.when === 'before') {
        throw new Crash();
      }
      const response = await client.request(request);
      if (writes === point.write) {
        throw new Crash();
      }
      return response;
    },
    pathOf: ref => client.pathOf(ref),
    get: (...args) => client.get(...args),
    list: (...args) => client.list(...args),
    pages: (...args) => client.pages(...args),
    watch: (...args) => client.watch(...args),
    identity: options => client.identity(options),
    version: options => client.version(options),
  });
  return {
    list: () => clusters.list(),
    get(name): Cluster {
      const { title, simulated, writer, reader, readerAccess } =
        clusters.get(name);
      return {
        name,
        title,
        simulated,
        writer: dead(writer),
        reader,
        readerAccess,
      };
    },
  };
}
