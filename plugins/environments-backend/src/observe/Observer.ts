import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Stores } from '../store/Stores';
import type {
  ObservedChange,
  ObservedEnvironment,
} from '../store/ObservedStore';
import { changeOf } from './changeOf';
import type { ChildItems } from './ChildItems';
import { deriveState } from './deriveState';
import { DirtyEnvironments } from './DirtyEnvironments';
import type { EnvironmentChanges } from './EnvironmentChanges';
import { ItemLooks, Round } from './ItemLooks';
import { isSuspicious } from './marks';
import type { Watches } from './Watches';

/** Environments that are read and written together. */
const PAGE = 200;
/** Objects that nobody watches and that are asked for in one full pass; the next pass goes on with the others. */
const QUESTIONS_A_PASS = 500;

/** Compares environments with their plans, when it may be worth it. */
export interface DriftSuspicions {
  /** Something may differ otherwise than is known. */
  suspect(environmentId: string): void;
  /** Its run ended: it is meant to be, and is, something else than what was compared last. */
  runEnded(environmentId: string): void;
  /** Compares those again that waited longest. Never throws. */
  compareOldest(signal?: AbortSignal): Promise<void>;
}

/**
 * Looks at environments and writes down how they are: those of which something changed within a second, from what is
 * watched and without asking anybody, and all of them now and then. What is as it was is not written again.
 */
export class Observer {
  readonly #stores: Stores;
  readonly #watches: Watches;
  readonly #looks: ItemLooks;
  readonly #children: ChildItems;
  readonly #changes: EnvironmentChanges;
  readonly #drift: DriftSuspicions;
  readonly #logger: LoggerService;
  readonly #dirty: DirtyEnvironments;
  readonly #stopping = new AbortController();
  /** Where the next full pass goes on to ask for what is not watched. */
  #askFrom = '';

  constructor(options: {
    stores: Stores;
    watches: Watches;
    looks: ItemLooks;
    children: ChildItems;
    changes: EnvironmentChanges;
    drift: DriftSuspicions;
    logger: LoggerService;
  }) {
    this.#stores = options.stores;
    this.#watches = options.watches;
    this.#looks = options.looks;
    this.#children = options.children;
    this.#changes = options.changes;
    this.#drift = options.drift;
    this.#logger = options.logger;
    this.#dirty = new DirtyEnvironments({
      work: (ids, all) =>
        all ? this.#all(new Round({ questions: 0 })) : this.#some(ids),
      onError: error =>
        this.#logger.error(
          'Environments of which something changed could not be looked at; they are again soon',
          error instanceof Error ? error : undefined,
        ),
    });
  }

  /** Begins to follow what is watched. */
  start(): void {
    this.#watches.start({
      signal: this.#stopping.signal,
      onChange: id => this.#dirty.add(id),
      onReach: () => this.#dirty.addAll(),
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#dirty.stop();
  }

  /** Something of an environment changed, here and not in its systems: it is looked at soon. */
  touched(environmentId: string): void {
    this.#dirty.add(environmentId);
  }

  /** Looks at every environment once, asks for some of what is not watched, and compares some with their plans. */
  async pass(signal?: AbortSignal): Promise<void> {
    const round = new Round({
      questions: QUESTIONS_A_PASS,
      from: this.#askFrom,
    });
    await this.#all(round, signal);
    this.#askFrom = round.next;
    await this.#drift.compareOldest(signal);
  }

  /** Looks at one environment whose run ended, and asks for everything of it that is not watched. */
  async observeById(id: string): Promise<void> {
    this.#drift.runEnded(id);
    await this.#look(await this.#stores.observed.byIds([id]), new Round());
  }

  async #all(round: Round, signal = this.#stopping.signal): Promise<void> {
    let after: string | undefined;
    do {
      signal.throwIfAborted();
      const page = await this.#stores.observed.page(after, PAGE);
      await this.#look(page, round);
      after = page.length === PAGE ? page.at(-1)?.environment.id : undefined;
    } while (after !== undefined);
  }

  async #some(ids: string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += PAGE) {
      await this.#look(
        await this.#stores.observed.byIds(ids.slice(from, from + PAGE)),
        new Round({ questions: 0 }),
      );
    }
  }

  async #look(
    environments: ObservedEnvironment[],
    round: Round,
  ): Promise<void> {
    const settled = environments.filter(
      ({ environment: { lastRun } }) =>
        // A run that is under way says how its environment is.
        lastRun?.state !== 'Queued' && lastRun?.state !== 'Running',
    );
    const found = await Promise.all(
      settled.map(one => this.#changeOf(one, round)),
    );
    const changes = found.filter(change => change !== undefined);
    if (changes.length === 0) {
      return;
    }
    const written = await this.#stores.observed.write(changes);
    for (const { environment, state } of changes) {
      if (
        state &&
        written.has(environment.id) &&
        (state.state !== environment.state ||
          state.reason !== environment.reason)
      ) {
        await this.#changes.told({ ...environment, state: state.state });
      }
    }
  }

  /** Never throws: one environment must not keep the others from being looked at. */
  async #changeOf(
    one: ObservedEnvironment,
    round: Round,
  ): Promise<ObservedChange | undefined> {
    try {
      return await this.#compare(one, round);
    } catch (error) {
      this.#logger.error(
        `Environment ${one.environment.name} could not be looked at`,
        error instanceof Error ? error : undefined,
      );
      return undefined;
    }
  }

  /** Undefined where nothing must be written. */
  async #compare(
    one: ObservedEnvironment,
    round: Round,
  ): Promise<ObservedChange | undefined> {
    const looked = await this.#looks.of(one, round);
    if (!looked) {
      return undefined;
    }
    const { environment, items, drift } = one;
    if (isSuspicious(one, item => this.#watches.look(item))) {
      this.#drift.suspect(environment.id);
    }
    this.#children.follow(environment.id, items);
    return changeOf(environment, items, {
      observations: looked.observations,
      observedAt:
        this.#watches.observedAt(environment.cluster) ??
        new Date().toISOString(),
      state: deriveState({
        environment,
        resources: looked.resources,
        ...(drift && { drift }),
        now: new Date(),
      }),
    });
  }
}
