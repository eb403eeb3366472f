import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** What of an entity matters for costs. */
export interface KnownEntity {
  ref: string;
  kind: string;
  title: string;
  /** Entity ref; absent: nobody owns it. */
  owner?: string;
  system?: string;
  annotations: Readonly<Record<string, string>>;
}

/** The catalog as it was a moment ago, by entity ref. */
export type KnownEntities = ReadonlyMap<string, KnownEntity>;

const FRESH_MS = 30_000;
const PAGE = 500;

/**
 * The catalog's entities, read with the plugin's own credentials: what costs are attributed by, and titles. What of it a person may
 * see is not decided here.
 */
export class CatalogIndex {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #known: KnownEntities = new Map();
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Waits only the first time; after that what is old is read again beside the requests. */
  async get(): Promise<KnownEntities> {
    if (this.#now() - this.#readAt > FRESH_MS) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      if (this.#readAt === -Infinity) {
        await this.#reading;
      }
    }
    return this.#known;
  }

  async #read(): Promise<void> {
    try {
      const found = new Map<string, KnownEntity>();
      const credentials = await this.#auth.getOwnServiceCredentials();
      let cursor: string | undefined;
      do {
        const { items, pageInfo } = await this.#catalog.queryEntities(
          cursor
            ? { cursor, limit: PAGE }
            : {
                filter: {
                  kind: ['Component', 'Resource', 'System', 'Group', 'API'],
                },
                fields: [
                  'kind',
                  'metadata.name',
                  'metadata.namespace',
                  'metadata.title',
                  'metadata.annotations',
                  'spec.owner',
                  'spec.system',
                ],
                limit: PAGE,
              },
          { credentials },
        );
        for (const item of items) {
          const known = knownEntity(item);
          found.set(known.ref, known);
        }
        cursor = pageInfo.nextCursor;
      } while (cursor);
      this.#known = found;
      this.#readAt = this.#now();
    } catch (error) {
      // What was known stays; costs are still written, and attributed as well as can be.
      this.#logger.warn(`The catalog could not be read: ${error}`);
    }
  }
}

export function knownEntity(entity: Entity): KnownEntity {
  const { namespace } = getCompoundEntityRef(entity);
  const { owner, system } = entity.spec ?? {};
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    title: entity.metadata.title ?? entity.metadata.name,
    ...(typeof owner === 'string' && {
      owner: refOf(owner, 'group', namespace),
    }),
    ...(typeof system === 'string' && {
      system: refOf(system, 'system', namespace),
    }),
    annotations: entity.metadata.annotations ?? {},
  };
}

function refOf(
  text: string,
  defaultKind: string,
  defaultNamespace: string,
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}
