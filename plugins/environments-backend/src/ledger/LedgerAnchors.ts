import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  LedgerAnchor,
  LedgerVerification,
} from '@cairn/plugin-environments-common';
import type {
  LedgerAnchorsStore,
  WrittenAnchor,
} from '../store/LedgerAnchorsStore';
import type { LedgerStore } from '../store/LedgerStore';
import { clusterPlace, type ClusterAnchors } from './ClusterAnchors';

const TIMEOUT_MS = 5_000;
/** What ends at the same time is written down once. */
const SOON_MS = 1_000;

/** What is found of the places where the head of this ledger was written down. */
export interface FoundAnchors {
  written: WrittenAnchor[];
  /**
   * Heads of ledgers that are not this one and that nobody said to be of another Cairn: whoever replaces this ledger by another
   * one, or loses it, leaves the head of the one that was there.
   */
  ofOthers: LedgerAnchor[];
  unread: LedgerVerification['unread'];
}

/** Writes the head of the ledger down where who may change the ledger may not change it too. Nothing waits for it. */
export class LedgerAnchors {
  readonly #ledger: LedgerStore;
  readonly #anchors: LedgerAnchorsStore;
  readonly #clusters: ClusterAnchors;
  readonly #others: ReadonlySet<string>;
  readonly #logger: LoggerService;
  #soon: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: {
    ledger: LedgerStore;
    anchors: LedgerAnchorsStore;
    clusters: ClusterAnchors;
    /** Installation ids of ledgers that are known to be of other Cairns. Default: none. */
    others?: string[];
    logger: LoggerService;
  }) {
    this.#ledger = options.ledger;
    this.#anchors = options.anchors;
    this.#clusters = options.clusters;
    this.#others = new Set(options.others);
    this.#logger = options.logger;
  }

  /** From now on the end of each run is written down soon after it; the regular pass does the rest. */
  followRuns(): void {
    this.#ledger.onAppended(facts => {
      const isWorthIt = facts.some(
        ({ kind }) => kind === 'run.finished' || kind === 'receipt',
      );
      if (isWorthIt && !this.#soon && !this.#stopped) {
        this.#soon = setTimeout(() => {
          this.#soon = undefined;
          this.write().catch(error =>
            this.#logger.warn(
              `The head of the ledger could not be read: ${error}`,
            ),
          );
        }, SOON_MS).unref();
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#soon);
  }

  /** Writes the head to every cluster where another one stands. A cluster that is away is left for the next time. */
  async write(signal?: AbortSignal): Promise<void> {
    const head = await this.#ledger.head();
    if (head.sequence === 0) {
      return;
    }
    await Promise.all(
      this.#clusters.list().map(async cluster => {
        try {
          await this.#writeTo(cluster, signal);
        } catch (error) {
          this.#logger.warn(
            `The head of the ledger was not written to cluster ${cluster}: ${messageOf(
              error,
            )}`,
          );
        }
      }),
    );
  }

  /** What stands in every place now. Never throws because a cluster is away. */
  async read(signal?: AbortSignal): Promise<FoundAnchors> {
    const { installation } = await this.#ledger.head();
    const found: FoundAnchors = { written: [], ofOthers: [], unread: [] };
    for (const known of await this.#anchors.list()) {
      found.written.push({ ...known, place: `Record of ${known.place}` });
    }
    await Promise.all(
      this.#clusters.list().map(async cluster => {
        const place = clusterPlace(cluster);
        try {
          const entries = await this.#clusters.read(cluster, within(signal));
          for (const { installation: whose, anchor } of entries) {
            if (whose !== installation && this.#others.has(whose)) {
              found.unread.push({ place, message: ofAnother(whose) });
            } else if (whose !== installation && anchor) {
              found.ofOthers.push(unknownHead(place, whose, anchor));
            } else if (anchor) {
              found.written.push({ place, ...anchor });
            } else {
              found.unread.push({
                place,
                message: 'What stands there is no head of a ledger any more.',
              });
            }
          }
          if (
            !entries.some(entry => entry.installation === installation) &&
            found.written.some(known => known.place === `Record of ${place}`)
          ) {
            found.unread.push({
              place,
              message:
                'The head was written there, and is not there any more: somebody removed it, or the cluster was made anew.',
            });
          }
        } catch (error) {
          found.unread.push({ place, message: messageOf(error) });
        }
      }),
    );
    return found;
  }

  async #writeTo(cluster: string, signal?: AbortSignal): Promise<void> {
    const place = clusterPlace(cluster);
    const { installation } = await this.#ledger.head();
    const entries = await this.#clusters.read(cluster, within(signal));
    const before = entries.find(entry => entry.installation === installation);
    // Read after the anchor: what stands there was the head once, so the ledger must have it.
    const head = await this.#ledger.head();
    if (before?.anchor && !(await this.#ledger.has(before.anchor))) {
      this.#logger.error(
        `${place} says that row ${before.anchor.sequence} of the ledger has the hash ${before.anchor.hash}, and the ledger does not have that row: it was changed or cut off. The anchor stays as it is. Verify the ledger.`,
      );
      return;
    }
    if (before?.anchor && before.anchor.sequence >= head.sequence) {
      return;
    }
    const now = new Date();
    await this.#clusters.write(cluster, head, now, within(signal));
    await this.#anchors.put({
      place,
      sequence: head.sequence,
      hash: head.hash,
      at: now.toISOString(),
    });
  }
}

function within(signal: AbortSignal | undefined): { signal: AbortSignal } {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return { signal: signal ? AbortSignal.any([signal, timeout]) : timeout };
}

function ofAnother(installation: string): string {
  return `There is the head of ledger ${installation}, which the configuration says is another Cairn's. It says nothing about this ledger.`;
}

function unknownHead(
  place: string,
  installation: string,
  anchor: Omit<WrittenAnchor, 'place'>,
): LedgerAnchor {
  return {
    place: `${place}, of ledger ${installation}`,
    ...anchor,
    holds: false,
    message: `The head of a ledger that is not this one stands there: somebody replaced this ledger, its database was lost, or another Cairn writes to this cluster. If it is another Cairn's, name ${installation} in cairn.environments.otherLedgers.`,
  };
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
