import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isError, NotFoundError } from '@backstage/errors';
import type {
  Environment,
  InventoryItem,
  Receipt,
  ReceiptItem,
  RunSummary,
} from '@cairn/plugin-environments-common';
import type { Absence } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refTitle } from '../refKey';
import type { Stores } from '../store/Stores';
import { keyOf, leftoversOf, type Leftovers } from './leftovers';
import { searchCluster } from './Search';
import { whatIsLeft } from './whatIsLeft';

/** The steps of the run waited already; what is left may need a moment more, or a person. */
const WAIT_MS = 60_000;
const ASK_TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** Objects that are asked about at the same time. */
const PARALLEL = 8;

/** A run that destroys. */
export interface DestroyRun
  extends Pick<RunSummary, 'id' | 'digest' | 'startedBy' | 'createdAt'> {
  environmentId: string;
}

export interface IssueOptions {
  /** Ends the waiting; no receipt is written then. */
  signal: AbortSignal;
  /** Told what is being waited for. */
  progress?: (message: string) => void;
}

type Confirmed = InventoryItem & { absence: Absence };

/** Proves that what an environment owned is gone. */
export class ReceiptIssuer {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #waitMs: number;

  /** @param options.waitMs - How long it waits for what is not gone yet. Default: a minute. */
  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    waitMs?: number;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#waitMs = options.waitMs ?? WAIT_MS;
  }

  /**
   * Asks of every item that the environment owned when the run began whether it is gone, searches for anything that carries
   * its label, and writes the receipt down. What is not proven to be gone is owned again afterwards, what was found is owned
   * from now on: another plan can destroy it.
   *
   * @param run - after its last step
   */
  async issue(run: DestroyRun, options: IssueOptions): Promise<Receipt> {
    const environment = await this.#stores.environments.byId(run.environmentId);
    if (!environment) {
      throw new NotFoundError(
        `There is no environment ${run.environmentId}, which run ${run.id} destroys`,
      );
    }
    const startedAt = new Date();
    const deadline = startedAt.getTime() + this.#waitMs;
    const items = await this.#stores.destroyedItems.ownedSince(
      environment.id,
      run.createdAt,
    );
    const confirmed = await this.#confirmAll(items, deadline, options);
    const search = await this.#search(
      environment,
      confirmed,
      deadline,
      options,
    );
    const now = new Date();
    await this.#stores.destroyedItems.settle(
      confirmed.map(({ id, absence }) => ({
        id,
        goneAt: absence.state === 'absent' ? absence.confirmedAt : undefined,
      })),
    );
    await this.#stores.destroyedItems.adopt(
      environment.id,
      search.objects.map(({ component, engine, ref, uid }) => ({
        component: component ?? 'found',
        engine,
        ref,
        uid,
        ...(environment.cluster === ref.cluster &&
          identityIn(items, ref.cluster)),
      })),
      now,
    );
    const unwritten = {
      id: randomUUID(),
      environment: environment.name,
      environmentId: environment.id,
      run: run.id,
      digest: run.digest,
      complete:
        confirmed.every(({ absence }) => absence.state === 'absent') &&
        search.objects.length === 0 &&
        search.failed.every(({ unserved }) => unserved),
      items: [
        ...(await this.#confirmedBefore(environment.id, confirmed)),
        ...confirmed.map(receiptItem),
      ],
      leftovers: search.objects.map(({ ref, uid }) => ({ ref, uid })),
      search: {
        kinds: search.kinds,
        failed: search.failed.map(({ kind, message }) => ({ kind, message })),
      },
      startedAt: startedAt.toISOString(),
      finishedAt: now.toISOString(),
    };
    return this.#stores.receipts.add(
      unwritten,
      { actor: run.startedBy, summary: summaryOf(unwritten) },
      now,
    );
  }

  async #confirmAll(
    items: InventoryItem[],
    deadline: number,
    options: IssueOptions,
  ): Promise<Confirmed[]> {
    const confirmed: Confirmed[] = [];
    const waiting = items.map((item, index) => ({ item, index }));
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { item, index } = next;
        confirmed[index] = {
          ...item,
          absence: await this.#confirm(item, deadline, options),
        };
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    return confirmed;
  }

  async #confirm(
    item: InventoryItem,
    deadline: number,
    { signal, progress }: IssueOptions,
  ): Promise<Absence> {
    let told: string | undefined;
    for (let pause = FIRST_PAUSE_MS; ; pause *= 1.6) {
      const absence = await this.#ask(item, signal);
      signal.throwIfAborted();
      if (absence.state === 'absent' || Date.now() >= deadline) {
        return absence;
      }
      if (absence.message !== told) {
        told = absence.message;
        progress?.(
          `Waiting until ${refTitle(item.ref)} is gone: ${absence.message}`,
        );
      }
      await delay(
        Math.min(pause, LONGEST_PAUSE_MS, deadline - Date.now()),
        undefined,
        { signal },
      );
    }
  }

  async #ask(item: InventoryItem, signal: AbortSignal): Promise<Absence> {
    try {
      return await this.#engines.get(item.engine).confirmAbsent(item, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_TIMEOUT_MS)]),
      });
    } catch (error) {
      return {
        state: 'unknown',
        message: isError(error) ? error.message : String(error),
      };
    }
  }

  /** Until nothing is left, or it has waited long enough. */
  async #search(
    environment: Environment,
    items: Confirmed[],
    deadline: number,
    { signal, progress }: IssueOptions,
  ): Promise<Leftovers> {
    const clusters = [
      ...new Set([environment.cluster, ...items.map(({ ref }) => ref.cluster)]),
    ];
    const known = new Set(items.map(({ ref, uid }) => keyOf(ref, uid)));
    for (let pause = FIRST_PAUSE_MS; ; pause *= 1.6) {
      const searches = await Promise.all(
        clusters.map(cluster =>
          searchCluster(this.#engines, cluster, {
            environmentId: environment.id,
            signal,
          }),
        ),
      );
      const left = leftoversOf(environment, searches, known);
      const isDone =
        left.objects.length === 0 &&
        left.failed.every(({ unserved }) => unserved);
      if (isDone || Date.now() >= deadline) {
        return left;
      }
      progress?.(
        left.objects.length > 0
          ? `Waiting until ${refTitle(left.objects[0].ref)} is gone`
          : 'Searching for anything that is left',
      );
      await delay(
        Math.min(pause, LONGEST_PAUSE_MS, deadline - Date.now()),
        undefined,
        { signal },
      );
    }
  }

  /** What a destroy before this one, that was not complete, proved to be gone. */
  async #confirmedBefore(
    environmentId: string,
    confirmed: Confirmed[],
  ): Promise<ReceiptItem[]> {
    const known = new Set(confirmed.map(({ ref, uid }) => keyOf(ref, uid)));
    const before: ReceiptItem[] = [];
    for (const { items } of await this.#stores.receipts.ofEnvironment(
      environmentId,
    )) {
      for (const item of items) {
        const key = keyOf(item.ref, item.uid);
        if (item.state === 'absent' && !known.has(key)) {
          known.add(key);
          before.push(item);
        }
      }
    }
    return before;
  }
}

function identityIn(
  items: InventoryItem[],
  cluster: string,
): Pick<InventoryItem, 'clusterIdentity'> {
  const same = items.find(
    ({ ref, clusterIdentity }) => ref.cluster === cluster && clusterIdentity,
  );
  return same ? { clusterIdentity: same.clusterIdentity } : {};
}

function receiptItem({
  ref,
  uid,
  clusterIdentity,
  absence,
}: Confirmed): ReceiptItem {
  return {
    ref,
    uid,
    ...(clusterIdentity && { clusterIdentity }),
    ...absence,
  };
}

function summaryOf(receipt: Omit<Receipt, 'ledger'>): string {
  const { complete, environment, items, search } = receipt;
  const objects = items.length === 1 ? '1 object' : `${items.length} objects`;
  return complete
    ? `Nothing of ${environment} is left: ${objects} confirmed absent, and nothing with its label among ${search.kinds} kinds.`
    : `It is not proven that nothing of ${environment} is left: ${whatIsLeft(
        receipt,
      )}.`;
}
