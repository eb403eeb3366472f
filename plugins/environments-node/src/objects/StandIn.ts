import {
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import { z } from 'zod';

/** The level of Pod Security that a namespace insists on. */
const ENFORCE = 'pod-security.kubernetes.io/enforce';

const labelsSchema = z.looseObject({
  metadata: z.looseObject({
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

/** The namespace of each cluster in which objects are tried whose own namespace does not exist yet. */
export class StandIn {
  readonly #clusters: Clusters;
  readonly #name: string | undefined;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, Promise<KubernetesObject | undefined>>();

  constructor(
    clusters: Clusters,
    name: string | undefined,
    signal: AbortSignal,
  ) {
    this.#clusters = clusters;
    this.#name = name;
    this.#signal = signal;
  }

  /** Undefined where the cluster has none that can be used. */
  async of(cluster: string): Promise<KubernetesObject | undefined> {
    const known = this.#known.get(cluster) ?? this.#look(cluster);
    this.#known.set(cluster, known);
    return known;
  }

  /** Why nothing can be tried. */
  get missing(): string {
    return this.#name === undefined
      ? 'there is no namespace to try it in'
      : `there is no namespace "${this.#name}" to try it in`;
  }

  /** Whether it insists on the same Pod Security as a namespace that is to be made, so that pods can be tried. */
  async isLike(cluster: string, namespace: unknown): Promise<boolean> {
    const standIn = await this.of(cluster);
    const wanted = labelsSchema.safeParse(namespace).data?.metadata.labels;
    return (
      standIn !== undefined &&
      (standIn.metadata.labels?.[ENFORCE] ?? 'privileged') ===
        (wanted?.[ENFORCE] ?? 'privileged')
    );
  }

  async #look(cluster: string): Promise<KubernetesObject | undefined> {
    if (this.#name === undefined) {
      return undefined;
    }
    const found = await this.#clusters
      .get(cluster)
      .writer.get(
        { apiVersion: 'v1', kind: 'Namespace', name: this.#name },
        { signal: this.#signal },
      );
    return found?.metadata.deletionTimestamp ? undefined : found;
  }
}
