import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  EnvironmentsClient,
  type EnvironmentInventory,
} from '@cairn/plugin-environments-common';
import { pluginFetchApi } from '@cairn/plugin-portal-node';

const FRESH_MS = 10_000;
const ANSWER_MS = 10_000;

/** The environments, as the plugin that makes them told a moment ago. */
export interface Inventory {
  /** @returns undefined where it was never told, so that nobody knows which there are. */
  get(): Promise<readonly EnvironmentInventory[] | undefined>;
}

/** Asks the plugin `environments` with this plugin's own credentials. While it is away, what it told last holds. */
export class EnvironmentsInventory implements Inventory {
  readonly #client: EnvironmentsClient;
  readonly #logger: LoggerService;
  #known: readonly EnvironmentInventory[] | undefined;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }) {
    const { auth, discovery, logger } = options;
    this.#logger = logger;
    this.#client = new EnvironmentsClient({
      discoveryApi: discovery,
      fetchApi: pluginFetchApi({
        auth,
        to: 'environments',
        timeoutMs: ANSWER_MS,
      }),
    });
  }

  async get(): Promise<readonly EnvironmentInventory[] | undefined> {
    if (Date.now() - this.#readAt > FRESH_MS) {
      // Once for everybody who asks meanwhile: a table asks for each of its rows.
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#known;
  }

  async #read(): Promise<void> {
    try {
      this.#known = await this.#client.listInventory();
    } catch (error) {
      if (isError(error) && error.statusCode === 404) {
        // There is no plugin that has environments.
        this.#known = [];
      }
      this.#logger.warn(`The environments could not be read: ${error}`);
    }
    // Also after a failure: who asks next must not wait again.
    this.#readAt = Date.now();
  }
}
