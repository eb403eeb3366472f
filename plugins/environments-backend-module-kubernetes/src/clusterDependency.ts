import { isError } from '@backstage/errors';
import {
  ClusterPendingError,
  type Cluster,
  type ClusterInfo,
  type Clusters,
} from '@cairn/plugin-clusters-node';
import type { PlatformDependency } from '@cairn/plugin-platform-node';

/** A cluster as something that the portal needs. */
export function clusterDependency(
  info: ClusterInfo,
  clusters: Clusters,
): PlatformDependency {
  return {
    id: `cluster:${info.name}`,
    title: info.title,
    description: info.simulated
      ? 'Kubernetes cluster with simulated nodes: pods become ready, but no container runs'
      : 'Kubernetes cluster',
    neededFor: ['New environments', 'Health of services', 'Kubernetes tab'],
    async probe({ signal }) {
      const cluster = clusters.get(info.name);
      try {
        const [version] = await Promise.all([
          cluster.writer.version({ signal }),
          // Needs a credential that is accepted, unlike the version.
          cluster.writer.identity({ signal }),
        ]);
        return await withReader(cluster, version, signal);
      } catch (error) {
        if (error instanceof ClusterPendingError) {
          return { state: 'starting', reason: error.message };
        }
        throw error;
      }
    },
  };
}

async function withReader(
  cluster: Cluster,
  version: string,
  signal: AbortSignal,
) {
  try {
    await cluster.reader.identity({ signal });
    return { state: 'ok' as const, version };
  } catch (error) {
    return {
      state: 'degraded' as const,
      version,
      reason: `Environments work, but health and the Kubernetes tab cannot be read: ${
        isError(error) ? error.message : String(error)
      }`,
    };
  }
}
