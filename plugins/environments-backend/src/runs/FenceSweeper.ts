import type { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterFence, type Clusters } from '@cairn/plugin-clusters-node';
import type { RunLeases } from '../store/RunLeases';

const TIMEOUT_MS = 30_000;

/**
 * Takes tokens out of clusters that runs could not take away at their end, because the API server did not answer then. Until that,
 * a worker of such a run that still lives somewhere would be let in.
 */
export class FenceSweeper {
  readonly #clusters: Clusters;
  readonly #leases: RunLeases;
  readonly #logger: LoggerService;

  constructor(options: {
    clusters: Clusters;
    leases: RunLeases;
    logger: LoggerService;
  }) {
    this.#clusters = options.clusters;
    this.#leases = options.leases;
    this.#logger = options.logger;
  }

  /** Looks at every cluster. One that is away is left for the next time. */
  async pass(signal?: AbortSignal): Promise<void> {
    await Promise.all(
      this.#clusters.list().map(async ({ name }) => {
        const timeout = AbortSignal.timeout(TIMEOUT_MS);
        try {
          await this.#sweep(
            name,
            signal ? AbortSignal.any([signal, timeout]) : timeout,
          );
        } catch (error) {
          this.#logger.warn(
            `Whether tokens of runs that are over stay in cluster ${name} cannot be told now: ${error}`,
          );
        }
      }),
    );
  }

  async #sweep(cluster: string, signal: AbortSignal): Promise<void> {
    const inCluster = new ClusterFence(this.#clusters.get(cluster).writer);
    const fences = await inCluster.list({ signal });
    const over = await this.#leases.highestOfIdle(
      fences.map(({ environmentId }) => environmentId),
    );
    for (const fence of fences) {
      const highest = over.get(fence.environmentId);
      // A higher one than was ever given here is another Cairn's.
      if (highest !== undefined && fence.token <= highest) {
        // Refused where a run that has begun since has written its own.
        await inCluster.release(fence, { signal });
        this.#logger.info(
          `Took the token of environment ${fence.environmentId}, of which nothing runs any more, out of cluster ${cluster}`,
        );
      }
    }
  }
}
