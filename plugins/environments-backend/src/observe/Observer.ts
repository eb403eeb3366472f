import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Environment,
  InventoryItem,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { Stores } from '../store/Stores';
import { deriveState } from './deriveState';
import type { EnvironmentChanges } from './EnvironmentChanges';

type Observation = Omit<ObservedResource, keyof InventoryItem> & { id: string };

/** A system that answers later than this is away. */
const OBSERVE_TIMEOUT_MS = 15_000;
/** Environments that are looked at together: one that waits for its timeout must not keep the others. */
const AT_THE_SAME_TIME = 8;

/** Looks at environments in their systems and writes down how they are. */
export class Observer {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #changes: EnvironmentChanges;
  readonly #logger: LoggerService;

  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    changes: EnvironmentChanges;
    logger: LoggerService;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#changes = options.changes;
    this.#logger = options.logger;
  }

  /** Looks at every environment once. */
  async pass(signal?: AbortSignal): Promise<void> {
    const environments = await this.#stores.environments.live();
    for (let from = 0; from < environments.length; from += AT_THE_SAME_TIME) {
      signal?.throwIfAborted();
      await Promise.all(
        environments
          .slice(from, from + AT_THE_SAME_TIME)
          .map(environment => this.#observe(environment)),
      );
    }
  }

  async observeById(id: string): Promise<void> {
    const environment = await this.#stores.environments.byId(id);
    if (environment && environment.state !== 'Destroyed') {
      await this.#observe(environment);
    }
  }

  /** Never throws: one environment must not keep the others from being looked at. */
  async #observe(environment: Environment): Promise<void> {
    const run = environment.lastRun?.state;
    if (run === 'Queued' || run === 'Running') {
      // The run says how it is.
      return;
    }
    try {
      const items = await this.#stores.inventory.owned(environment.id);
      const observations = await this.#look(items);
      await this.#stores.inventory.setObserved(observations);
      const observed = deriveState(
        environment,
        observations.flatMap(({ id, status, message }) => {
          const item = items.find(one => one.id === id);
          return item ? [{ ref: item.ref, status, message }] : [];
        }),
        new Date(),
      );
      const stored = await this.#stores.environments.setObserved(
        environment,
        observed,
      );
      if (
        stored &&
        (observed.state !== environment.state ||
          observed.reason !== environment.reason)
      ) {
        await this.#changes.tell(environment.id);
      }
    } catch (error) {
      this.#logger.error(
        `Environment ${environment.name} could not be looked at`,
        error instanceof Error ? error : undefined,
      );
    }
  }

  /** One observation for each item, in the end, whatever the engines answer. */
  async #look(items: InventoryItem[]): Promise<Observation[]> {
    const engines = [...new Set(items.map(({ engine }) => engine))];
    const looked = await Promise.all(
      engines.map(async engine => {
        const own = items.filter(item => item.engine === engine);
        const answers = await this.#ask(engine, own);
        return own.map(
          ({ id }) =>
            answers.find(answer => answer.id === id) ??
            unknown(id, `engine '${engine}' does not say how it is`),
        );
      }),
    );
    return looked.flat();
  }

  async #ask(engine: string, items: InventoryItem[]): Promise<Observation[]> {
    try {
      return await this.#engines.get(engine).observe(items, {
        signal: AbortSignal.timeout(OBSERVE_TIMEOUT_MS),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return items.map(({ id }) => unknown(id, reason));
    }
  }
}

function unknown(id: string, message: string): Observation {
  return {
    id,
    status: 'Unknown',
    message,
    observedAt: new Date().toISOString(),
    links: [],
  };
}
