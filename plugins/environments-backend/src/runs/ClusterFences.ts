import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterFence,
  FenceTooLowError,
  type Clusters,
  type Fence,
} from '@cairn/plugin-clusters-node';
import type { RunLease } from './RunLease';

/** For so long a token is exchanged for a higher one: every run that begins meanwhile may be ahead of this one again. */
const LONGEST_MS = 30_000;
/** At most between two exchanges, at random, so that runs that begin together do not meet each time. */
const LONGEST_PAUSE_MS = 50;
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
   * Writes the worker's token down in each cluster. Where one has seen a higher token (of a run that began after this one and
   * was faster, of another Cairn, or of a database that was restored), the worker gets a still higher one.
   *
   * @throws LeaseLostError where the run is not held any more
   */
  async raise(
    lease: Pick<RunLease, 'fence' | 'signal' | 'exchange'>,
    clusters: string[],
  ): Promise<void> {
    const deadline = performance.now() + LONGEST_MS;
    for (;;) {
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
          performance.now() > deadline
        ) {
          throw error;
        }
        await delay(Math.random() * LONGEST_PAUSE_MS, undefined, {
          signal: lease.signal,
        });
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
