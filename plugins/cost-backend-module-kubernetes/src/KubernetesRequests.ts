import type { Cluster, KubernetesObject } from '@cairn/plugin-clusters-node';
import type { CostSource, Sampled } from '@cairn/plugin-cost-node';
import { heldBy } from './heldBy';

const collections = [
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'v1', kind: 'Service' },
];

/** What is held in one cluster by its pods, claims and load balancers, read with the reader's credential. */
export class KubernetesRequests implements CostSource {
  readonly id: string;
  readonly title: string;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.id = `kubernetes-requests/${cluster.name}`;
    this.title = `Requests of pods and volumes in ${cluster.title}`;
    this.#cluster = cluster;
  }

  async sample({ signal }: { signal: AbortSignal }): Promise<Sampled[]> {
    const held: Sampled[] = [];
    for (const collection of collections) {
      const pages = this.#cluster.reader.pages(collection, { signal });
      for await (const { objects } of pages) {
        held.push(
          ...objects.flatMap(object =>
            heldBy(withKind(object, collection), this.#cluster.name),
          ),
        );
      }
    }
    return held;
  }
}

/** Items of a list need not say what they are. */
function withKind(
  object: KubernetesObject,
  { apiVersion, kind }: { apiVersion: string; kind: string },
): KubernetesObject {
  return { ...object, apiVersion, kind };
}
