import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { ConflictError, isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { waitUntil } from '../waiting/waitUntil';

const WAIT_MS = 60_000;

/** A location of the catalog, and the entities that come from it. Acts by this plugin's own right. */
export class Registration {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #say: (line: string) => void;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    say: (line: string) => void;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#say = options.say;
  }

  /** Takes a file into the catalog where it is not yet, and waits until its entities are there. */
  async add(
    url: string,
    entities: readonly string[],
    options: { signal?: AbortSignal },
  ): Promise<void> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    if (await this.#find(url, credentials)) {
      this.#say(`The catalog reads ${url} already.`);
    } else {
      await this.#catalog
        .addLocation({ type: 'url', target: url }, { credentials })
        .catch(ignoreConflict);
      this.#say(`The catalog reads ${url} from now on.`);
    }
    for (const ref of entities) {
      await waitUntil<void>(
        async () => {
          const entity = await this.#catalog.getEntityByRef(ref, {
            credentials,
          });
          const origin =
            entity?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
          if (!entity) {
            return { why: 'it has not read the file yet' };
          }
          if (origin !== `url:${url}`) {
            throw new ConflictError(
              `The catalog has another ${ref}, from ${origin}. Remove what was made, and begin again with another name.`,
            );
          }
          return { value: undefined };
        },
        {
          what: `${ref} in the catalog`,
          who: 'The catalog does that by itself; if it lasts, its log says why.',
          timeoutMs: WAIT_MS,
          signal: options.signal,
          say: this.#say,
        },
      );
      this.#say(`${ref} is in the catalog.`);
    }
  }

  /** Answers false where the catalog does not read that file. */
  async remove(url: string): Promise<boolean> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const location = await this.#find(url, credentials);
    if (!location) {
      return false;
    }
    await this.#catalog.removeLocationById(location.id, { credentials });
    return true;
  }

  async #find(url: string, credentials: BackstageCredentials) {
    return this.#catalog
      .getLocationByRef(`url:${url}`, { credentials })
      .catch(error => {
        if (isError(error) && error.name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
  }
}

/** It was added at the same moment, or before an interruption: what matters is that it is there. */
function ignoreConflict(error: unknown): void {
  const status =
    isError(error) && 'statusCode' in error ? error.statusCode : undefined;
  if (status !== 409 && !(error instanceof ConflictError)) {
    throw error;
  }
}
