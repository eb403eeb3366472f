import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { KubernetesClient } from '../Clusters';
import {
  WatchedCollection,
  type WatchedCollectionOptions,
} from './WatchedCollection';

const PROBE_EVERY_MS = 5_000;
const PROBE_TIMEOUT_MS = 4_000;
/** The second look at a server that did not answer: soon, and shorter. */
const PROBE_AGAIN_AFTER_MS = 500;
const PROBE_AGAIN_TIMEOUT_MS = 3_000;
const PROBE_WHILE_DOWN_MS = 2_000;
/** A watch that is begun again leaves no trace; one that stays away for longer does. */
const STALE_MS = 13_000;

/** How far what is in memory can be relied on. */
export interface Freshness {
  /** RFC 3339, UTC: when it was known to be complete last; absent: never. */
  observedAt?: string;
  /** Why it cannot be relied on now, for a person; absent: it can. */
  trouble?: string;
}

/**
 * The watches of one cluster and a probe beside them, because the watch of a frozen or unreachable API server is just
 * silent. Trouble is known within 13 s; what goes on again does so by itself.
 */
export class WatchSet {
  readonly #cluster: string;
  readonly #client: KubernetesClient;
  readonly #logger: LoggerService;
  readonly #onFreshness: () => void;
  readonly #required: WatchedCollection<unknown>[] = [];
  readonly #optional: WatchedCollection<unknown>[] = [];
  #answeredAt?: number;
  #freshAt?: number;
  #down?: string;
  #told?: string;

  /** @param options.onFreshness - Called when trouble begins, changes or ends. */
  constructor(options: {
    cluster: string;
    client: KubernetesClient;
    logger: LoggerService;
    onFreshness?: () => void;
  }) {
    this.#cluster = options.cluster;
    this.#client = options.client;
    this.#logger = options.logger;
    this.#onFreshness = options.onFreshness ?? (() => {});
  }

  /**
   * Adds a kind; before `run`.
   *
   * @param options.optional - Its absence takes nothing from the freshness of the others.
   */
  add<T>(
    options: WatchedCollectionOptions<T> & { optional?: boolean },
  ): WatchedCollection<T> {
    const collection = new WatchedCollection(this.#client, {
      ...options,
      onState: () => this.#look(),
    });
    (options.optional ? this.#optional : this.#required).push(collection);
    return collection;
  }

  get freshness(): Freshness {
    const trouble = this.#trouble();
    return {
      ...(this.#freshAt !== undefined && {
        observedAt: new Date(this.#freshAt).toISOString(),
      }),
      ...(trouble !== undefined && { trouble }),
    };
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.#probe(signal),
      this.#watchClock(signal),
      ...this.#all().map(collection => collection.run(signal)),
    ]);
  }

  async #probe(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const sentAt = Date.now();
      const problem = await this.#ask(
        failures === 0 ? PROBE_TIMEOUT_MS : PROBE_AGAIN_TIMEOUT_MS,
        signal,
      );
      failures = problem === undefined ? 0 : failures + 1;
      if (problem === undefined) {
        this.#answeredAt = sentAt;
        if (this.#down !== undefined) {
          this.#down = undefined;
          // What seems to be open may be dead on one side.
          this.#all().forEach(collection => collection.reconnect());
        }
      } else if (failures > 1) {
        this.#down = problem;
      }
      this.#look();
      await delay(pauseAfter(failures, Date.now() - sentAt), undefined, {
        signal,
      }).catch(() => {});
    }
  }

  /** @returns What is wrong; undefined: nothing. */
  async #ask(
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const { status } = await this.#client.request({
        method: 'GET',
        path: '/readyz',
        timeoutMs,
        signal,
      });
      return status === 200
        ? undefined
        : `The API server of cluster "${
            this.#cluster
          }" says that it is not ready (status ${status})`;
    } catch (error) {
      return isError(error) ? error.message : String(error);
    }
  }

  /** Age is trouble that no event tells of. */
  async #watchClock(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(1_000, undefined, { signal }).catch(() => {});
      this.#look();
    }
  }

  #look(): void {
    if (
      this.#down === undefined &&
      this.#answeredAt !== undefined &&
      this.#required.every(({ isLive }) => isLive)
    ) {
      this.#freshAt = Math.max(this.#freshAt ?? 0, this.#answeredAt);
    }
    const trouble = this.#trouble();
    if (trouble !== this.#told) {
      if (trouble === undefined) {
        this.#logger.info(`Cluster "${this.#cluster}" is watched`);
      } else if (this.#freshAt !== undefined || this.#down !== undefined) {
        this.#logger.warn(
          `What is known of cluster "${
            this.#cluster
          }" is not kept up to date: ${trouble}`,
        );
      }
      this.#told = trouble;
      this.#onFreshness();
    }
  }

  #trouble(): string | undefined {
    if (this.#down !== undefined) {
      return this.#down;
    }
    if (this.#freshAt !== undefined && Date.now() - this.#freshAt <= STALE_MS) {
      return undefined;
    }
    return (
      this.#required.find(({ trouble }) => trouble !== undefined)?.trouble ??
      (this.#freshAt === undefined
        ? `Cluster "${this.#cluster}" is being read for the first time`
        : `Cluster "${this.#cluster}" is being read again`)
    );
  }

  #all(): WatchedCollection<unknown>[] {
    return [...this.#required, ...this.#optional];
  }
}

function pauseAfter(failures: number, elapsedMs: number): number {
  switch (failures) {
    case 0:
      return Math.max(0, PROBE_EVERY_MS - elapsedMs);
    case 1:
      return PROBE_AGAIN_AFTER_MS;
    default:
      return PROBE_WHILE_DOWN_MS;
  }
}
