import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Environment } from '@cairn/plugin-environments-common';
import { ENVIRONMENT_EVENTS_TOPIC } from '@cairn/plugin-environments-node';
import { environmentEntity } from './environmentEntity';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/**
 * Keeps the environments in the catalog: all of them at start, and again whenever one changed. An event only says that
 * something changed, so one that is lost is made up for by the next.
 */
export class EnvironmentEntityProvider implements EntityProvider {
  readonly #read: () => Promise<Environment[]>;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #refreshing: Promise<void> | undefined;
  #isWantedAgain = false;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #isClosed = false;

  /** @param options.read - answers all environments that are not destroyed */
  constructor(options: {
    read: () => Promise<Environment[]>;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#read = options.read;
    this.#events = options.events;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return 'cairn-environments';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#events.subscribe({
      id: this.getProviderName(),
      topics: [ENVIRONMENT_EVENTS_TOPIC],
      onEvent: () => this.refresh(),
    });
    // Not awaited: the plugin that is asked may start after the catalog.
    void this.refresh();
  }

  /** Brings the catalog up to date; several wishes at the same time become one. Never rejects, but tries again later. */
  refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#isWantedAgain = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refreshUntilQuiet().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
  }

  async #refreshUntilQuiet(): Promise<void> {
    do {
      this.#isWantedAgain = false;
      await this.#refreshOnce();
    } while (this.#isWantedAgain && !this.#isClosed);
  }

  async #refreshOnce(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const environments = await this.#read();
      await this.#connection?.applyMutation({
        type: 'full',
        entities: environments.map(environment => ({
          entity: environmentEntity(environment),
          locationKey: this.getProviderName(),
        })),
      });
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (this.#isClosed) {
        return;
      }
      this.#logger.warn(
        `Environments did not get into the catalog; trying again in ${
          this.#retryMs
        } ms: ${error}`,
      );
      this.#retry = setTimeout(() => this.refresh(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    }
  }
}
