import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  WatchSet,
  type KubernetesClient,
  type KubernetesObject,
  type WatchedCollection,
} from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import {
  fieldMark,
  OWNERSHIP_LABELS,
  type FieldMark,
  type Judgement,
  type WatchedKind,
} from '@cairn/plugin-environments-node';

const CLOCK_MS = 1_000;
/** A server that did not answer for so long after the start is away, and not about to be read. */
const FIRST_ANSWER_MS = 10_000;
/** A kind that cannot be listed for so long after the start is asked for object by object. */
const FIRST_LIST_MS = 120_000;
/** A watch that is begun again leaves no trace; one that stays away for longer does. */
const STALE_MS = 13_000;

/** What is kept of an object. */
export type Seen = Omit<Judgement, 'stale'> & {
  environmentId: string;
  mark: FieldMark;
};

/**
 * What is known of an object. `ask`: nobody watches its kind. `wait`: it is being read for the first time. `trouble`: what
 * was seen of its cluster says nothing now. Without `seen`, no object with this UID carries an environment's label.
 */
export type Look =
  | { how: 'ask' | 'wait' }
  | { how: 'trouble'; message: string }
  | { how: 'seen'; seen?: Seen };

interface Watched {
  kind: WatchedKind;
  objects: WatchedCollection<Seen>;
  /** When each change arrived last, in milliseconds since 1970; undefined: not once. */
  liveAt?: number;
  wasUsable: boolean;
}

/** The objects of all environments in one cluster, watched once, with no more kept of each than is needed. */
export class ClusterWatch {
  readonly #cluster: string;
  readonly #client: KubernetesClient;
  readonly #watches: WatchSet;
  readonly #kinds: Watched[];
  /** Until when a judgement holds, by UID: apart, because it moves without anything having changed. */
  readonly #stale = new Map<string, NonNullable<Judgement['stale']>>();
  readonly #onReach: () => void;
  #startedAt = Infinity;
  #identity?: string;
  #trouble?: string;

  /**
   * @param options.onChange - Called with the ids of the environments of an object that changed.
   * @param options.onReach - Called when everything in the cluster must be looked at: it went away, or came back.
   */
  constructor(options: {
    cluster: string;
    client: KubernetesClient;
    kinds: WatchedKind[];
    logger: LoggerService;
    onChange: (environmentId: string) => void;
    onReach: () => void;
  }) {
    const { cluster, client, logger } = options;
    this.#cluster = cluster;
    this.#client = client;
    this.#onReach = options.onReach;
    this.#watches = new WatchSet({
      cluster,
      client,
      logger,
      onFreshness: () => this.#reached(),
    });
    this.#kinds = options.kinds.map(kind => ({
      kind,
      wasUsable: false,
      objects: this.#watches.add<Seen>({
        ref: kind,
        labelSelector: OWNERSHIP_LABELS.environment,
        // Whether a kind can be relied on is decided for each by itself.
        optional: true,
        trim: object => this.#trim(object, kind),
        onChange: ({ uid, before, after }) => {
          if (!after) {
            this.#stale.delete(uid);
          }
          for (const id of new Set([
            before?.environmentId,
            after?.environmentId,
          ])) {
            if (id !== undefined) {
              options.onChange(id);
            }
          }
        },
      }),
    }));
  }

  /** RFC 3339, UTC: as of when what is known is complete; undefined: never yet. */
  get observedAt(): string | undefined {
    return this.#kinds.some(watched => this.#isUsable(watched))
      ? this.#watches.freshness.observedAt
      : undefined;
  }

  /** UID of `kube-system`; undefined while the cluster was not reached. */
  get identity(): string | undefined {
    return this.#identity;
  }

  /** Why nothing can be said of what is in the cluster now; undefined: it can. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  look({
    ref,
    uid,
    clusterIdentity,
  }: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>): Look {
    if (this.#trouble !== undefined) {
      return { how: 'trouble', message: this.#trouble };
    }
    if (this.#identity === undefined) {
      return { how: 'wait' };
    }
    if (clusterIdentity !== undefined && clusterIdentity !== this.#identity) {
      return {
        how: 'trouble',
        message: `The cluster "${
          this.#cluster
        }" is not the one any more that it was made in`,
      };
    }
    const watched = this.#kinds.find(
      ({ kind }) =>
        kind.kind === ref.kind &&
        kind.apiVersion === ref.apiVersion &&
        (kind.namespace ?? ref.namespace) === ref.namespace,
    );
    if (!watched) {
      return { how: 'ask' };
    }
    if (!this.#isUsable(watched)) {
      return watched.liveAt === undefined &&
        watched.objects.trouble === undefined &&
        Date.now() - this.#startedAt < FIRST_LIST_MS
        ? { how: 'wait' }
        : { how: 'ask' };
    }
    const seen = watched.objects.get(uid);
    const stale = this.#stale.get(uid);
    return seen && stale && stale.at <= Date.now()
      ? {
          how: 'seen',
          seen: { ...seen, status: 'Unknown', message: stale.message },
        }
      : { how: 'seen', ...(seen && { seen }) };
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    this.#startedAt = Date.now();
    await Promise.all([this.#watches.run(signal), this.#watchClock(signal)]);
  }

  async #watchClock(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#reached();
      if (this.#identity === undefined && this.#trouble === undefined) {
        await this.#learnIdentity(signal);
      }
      await delay(CLOCK_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** Takes over whether the cluster, and each kind, can be relied on, and tells where that changed. */
  #reached(): void {
    const { trouble, observedAt } = this.#watches.freshness;
    let isChanged = false;
    if (trouble === undefined) {
      isChanged = this.#trouble !== undefined;
      this.#trouble = undefined;
    } else if (
      this.#trouble === undefined &&
      (observedAt !== undefined ||
        Date.now() - this.#startedAt > FIRST_ANSWER_MS)
    ) {
      // Kept as it is until it ends: the wording of each next failure is no news for thousands of environments.
      this.#trouble = observedAt
        ? `${trouble} (last seen at ${observedAt})`
        : trouble;
      // It may be another cluster when it comes back.
      this.#identity = undefined;
      isChanged = true;
    }
    for (const watched of this.#kinds) {
      if (watched.objects.isLive) {
        watched.liveAt = Date.now();
      }
      const isUsable = this.#isUsable(watched);
      isChanged ||= isUsable !== watched.wasUsable;
      watched.wasUsable = isUsable;
    }
    if (isChanged) {
      this.#onReach();
    }
  }

  async #learnIdentity(signal: AbortSignal): Promise<void> {
    try {
      this.#identity = await this.#client.identity({ signal });
      this.#onReach();
    } catch {
      // Asked again with the next tick; if it lasts, the probe says why.
    }
  }

  #isUsable({ liveAt, objects }: Watched): boolean {
    return (
      objects.isLive ||
      (liveAt !== undefined && Date.now() - liveAt <= STALE_MS)
    );
  }

  #trim(object: KubernetesObject, kind: WatchedKind): Seen | undefined {
    const { uid, labels } = object.metadata;
    const environmentId = labels?.[OWNERSHIP_LABELS.environment];
    if (environmentId === undefined) {
      return undefined;
    }
    const { stale, childrenMark, ...judgement } = kind.judge(object);
    if (stale && uid !== undefined) {
      this.#stale.set(uid, stale);
    }
    return {
      ...judgement,
      ...(childrenMark !== undefined && {
        childrenMark: shortened(childrenMark),
      }),
      environmentId,
      mark: fieldMark(object),
    };
  }
}

function shortened(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
