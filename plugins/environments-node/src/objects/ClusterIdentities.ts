import { ConflictError } from '@backstage/errors';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { EffectContext } from '../Engine';

/** Clusters are not made anew many times a minute. */
const KNOWN_MS = 3_000;

/** Tells whether clusters are still those that were planned with, and not others under the same address. */
export class ClusterIdentities {
  readonly #clusters: Clusters;
  readonly #seen = new Map<string, { identity: string; until: number }>();

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
  }

  /**
   * @throws ConflictError where a cluster is another one now; nothing may be written to it
   * @throws ClusterUnavailableError where it does not answer
   */
  async require(
    cluster: string,
    {
      clusterIdentities,
      signal,
    }: Pick<EffectContext, 'clusterIdentities' | 'signal'>,
  ): Promise<void> {
    const planned = clusterIdentities.get(cluster);
    if (planned === undefined) {
      return;
    }
    const identity = await this.#identity(cluster, signal);
    if (identity !== planned) {
      throw new ConflictError(
        `The cluster "${cluster}" is another one now: it was made anew under the same address since this was planned (its namespace kube-system is ${identity} and was ${planned}). Nothing was written to it`,
      );
    }
  }

  async #identity(cluster: string, signal: AbortSignal): Promise<string> {
    const seen = this.#seen.get(cluster);
    if (seen && seen.until > performance.now()) {
      return seen.identity;
    }
    const identity = await this.#clusters
      .get(cluster)
      .writer.identity({ signal });
    this.#seen.set(cluster, {
      identity,
      until: performance.now() + KNOWN_MS,
    });
    return identity;
  }
}
