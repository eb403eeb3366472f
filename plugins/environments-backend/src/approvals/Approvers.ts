import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** More groups above each other than any company has; a catalog may be wrong. */
const MOST_LEVELS = 20;

/**
 * Who people are, as the catalog says it now. Not their token's claims: those are of the moment of the sign-in, and know
 * direct groups only.
 */
export class Approvers {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /**
   * The person's own ref and those of every group that they are a member of, also through a group below it; empty where
   * the catalog does not have the person (any more).
   *
   * @throws ServiceUnavailableError where the catalog does not answer
   */
  async refsOf(user: string): Promise<Set<string>> {
    try {
      return await this.#refsOf(canonical(user));
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog does not answer, so who may say yes cannot be checked; try again in a moment',
        error,
      );
    }
  }

  async #refsOf(user: string): Promise<Set<string>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const person = await this.#catalog.getEntityByRef(user, { credentials });
    if (!person) {
      return new Set();
    }
    const found = new Set([user]);
    let level = related(person, RELATION_MEMBER_OF);
    for (let depth = 0; level.length > 0 && depth < MOST_LEVELS; depth++) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: level },
        { credentials },
      );
      const groups = items.flatMap(entity => (entity ? [entity] : []));
      groups.forEach(group => found.add(stringifyEntityRef(group)));
      level = [
        ...new Set(groups.flatMap(group => related(group, RELATION_CHILD_OF))),
      ].filter(ref => !found.has(ref));
    }
    return found;
  }
}

function related(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => canonical(targetRef))
    .filter(ref => ref.startsWith('group:'));
}

/** The same entity is always the same text. */
export function canonical(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
}
