import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';

const EVERY_MS = 30_000;
const RETRY_MS = 3_000;
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];
const ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
  'cairn.dev/environment',
];

/** The entities that may have health, read again and again with the plugin's own credentials. */
export class CatalogWatch {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #inventory: () => readonly EnvironmentInventory[];
  readonly #onRead: (entities: Entity[]) => void;
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    inventory: () => readonly EnvironmentInventory[];
    onRead: (entities: Entity[]) => void;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#inventory = options.inventory;
    this.#onRead = options.onRead;
  }

  /** Reads soon, for example because an environment changed. */
  refresh(): void {
    this.#schedule(0);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(afterMs: number): void {
    if (!this.#isStopped) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), afterMs).unref();
    }
  }

  async #read(): Promise<void> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const found = new Map<string, Entity>();
      const keep = (entities: Array<Entity | undefined>) => {
        for (const entity of entities) {
          if (entity) {
            const { kind, metadata } = entity;
            found.set(`${kind}:${metadata.namespace}/${metadata.name}`, entity);
          }
        }
      };
      const pages = this.#catalog.streamEntities(
        {
          fields: FIELDS,
          filter: ANNOTATIONS.map(annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          })),
        },
        { credentials },
      );
      for await (const page of pages) {
        keep(page);
      }
      const entityRefs = [
        ...new Set(this.#inventory().flatMap(({ entities }) => entities)),
      ];
      if (entityRefs.length > 0) {
        const { items } = await this.#catalog.getEntitiesByRefs(
          { entityRefs, fields: FIELDS },
          { credentials },
        );
        keep(items);
      }
      this.#onRead([...found.values()]);
      this.#schedule(EVERY_MS);
    } catch (error) {
      this.#logger.debug(`The catalog could not be read: ${error}`);
      this.#schedule(RETRY_MS);
    }
  }
}
