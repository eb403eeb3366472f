import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterFence,
  FenceTooLowError,
  type Clusters,
  type Fence,
} from '@cairn/plugin-clusters-node';
import type { RunLease } from './RunLease';

/** Several clusters can have seen several tokens, each higher than the last one that was drawn. */
const MOST_EXCHANGES = 5;
const RELEASE_TIMEOUT_MS = 10_000;

/** Has the clusters that a run works in refuse whoever held it before. */
export class ClusterFences {
  readonly #clusters: Clusters;
  readonly #logger: LoggerService;

  constructor(options: { clusters: Clusters; logger: LoggerService }) {
    this.#clusters = options.clusters;
    this.#logger = options.logger;
  }

  /**
   * Writes the worker's token down in each cluster. Where one has seen a higher token (of another Cairn, or of a database that was
   * restored), the worker gets a still higher one.
   *
   * @throws LeaseLostError where the run is not held any more
   */
  async raise(lease: RunLease, clusters: string[]): Promise<void> {
    for (let exchanges = 0; ; exchanges++) {
      try {
        for (const cluster of clusters) {
          await this.#fence(cluster).raise(lease.fence, {
            signal: lease.signal,
          });
        }
        return;
      } catch (error) {
        if (
          !(error instanceof FenceTooLowError) ||
          exchanges >= MOST_EXCHANGES
        ) {
          throw error;
        }
        await lease.exchange(error.highest);
      }
    }
  }

  /** Never throws: a token that stays lets nobody in but the worker that has ended. */
  async release(fence: Fence, clusters: string[]): Promise<void> {
    await Promise.all(
      clusters.map(async cluster => {
        try {
          await this.#fence(cluster).release(fence, {
            signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS),
          });
        } catch (error) {
          this.#logger.warn(
            `The fencing token of environment ${fence.environmentId} stays in cluster ${cluster}: ${error}`,
          );
        }
      }),
    );
  }

  #fence(cluster: string): ClusterFence {
    return new ClusterFence(this.#clusters.get(cluster).writer);
  }
}
