import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  EnvironmentsClient,
  type EnvironmentInventory,
} from '@cairn/plugin-environments-common';
import { ENVIRONMENT_EVENTS_TOPIC } from '@cairn/plugin-environments-node';
import { pluginFetchApi } from '@cairn/plugin-portal-node';

const REFRESH_MS = 30_000;
const RETRY_MS = 3_000;
const ANSWER_MS = 10_000;
/** Several events come at once. */
const SETTLE_MS = 100;

/** What is known of environments. */
export interface KnownInventory {
  items: readonly EnvironmentInventory[];
  /** Why it was never read; absent: it was. */
  trouble?: string;
}

/** The environments and their places, kept up to date beside the requests, never by them. */
export class InventoryCache {
  readonly #client: EnvironmentsClient;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  #onChange: (items: readonly EnvironmentInventory[]) => void = () => {};
  #known: KnownInventory = {
    items: [],
    trouble: 'The environments are being read for the first time',
  };
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    events: EventsService;
    logger: LoggerService;
  }) {
    const { auth, discovery } = options;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#client = new EnvironmentsClient({
      discoveryApi: discovery,
      fetchApi: pluginFetchApi({
        auth,
        to: 'environments',
        timeoutMs: ANSWER_MS,
      }),
    });
  }

  get(): KnownInventory {
    return this.#known;
  }

  /** @param options.onChange - Called with all environments after one changed. */
  async start(options: {
    onChange: (items: readonly EnvironmentInventory[]) => void;
  }): Promise<void> {
    this.#onChange = options.onChange;
    await this.#events.subscribe({
      id: 'health-inventory',
      topics: [ENVIRONMENT_EVENTS_TOPIC],
      onEvent: async () => this.#schedule(SETTLE_MS),
    });
    this.#schedule(0);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(afterMs: number): void {
    if (!this.#isStopped) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#refresh(), afterMs).unref();
    }
  }

  async #refresh(): Promise<void> {
    try {
      const items = await this.#client.listInventory();
      const isNew = JSON.stringify(items) !== JSON.stringify(this.#known.items);
      this.#known = { items };
      this.#schedule(REFRESH_MS);
      if (isNew) {
        this.#onChange(items);
      }
    } catch (error) {
      if (isError(error) && error.statusCode === 404) {
        // There is no plugin that has environments.
        this.#known = { items: [] };
      } else if (this.#known.trouble !== undefined) {
        this.#known = {
          items: [],
          trouble: 'The environments could not be read',
        };
      }
      this.#logger.debug(`The environments could not be read: ${error}`);
      this.#schedule(RETRY_MS);
    }
  }
}
