import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  healthReadPermission,
  type EntityHealth,
  type HealthSummary,
} from '@cairn/plugin-health-common';
import type { Health, ReadOptions, UnguardedHealth } from './Health';

/**
 * Lets through what the permission policy allows of each entity, and nothing else. What may not be seen is not told from what
 * does not exist. That the entity itself may be seen is the catalog's to say, which is asked with the reader's credentials.
 */
export class AuthorizedHealth implements Health {
  readonly #health: UnguardedHealth;
  readonly #permissions: PermissionsService;

  constructor(health: UnguardedHealth, permissions: PermissionsService) {
    this.#health = health;
    this.#permissions = permissions;
  }

  async get(entityRef: string, options: ReadOptions): Promise<EntityHealth> {
    // Both at once, because both ask others; what is not visible is thrown away.
    const [[visible], found] = await Promise.all([
      this.#visible([entityRef], options),
      settled(
        this.#health.get(entityRef, {
          credentials: options.credentials,
          visible: refs => this.#visible(refs, options),
        }),
      ),
    ]);
    if (visible === undefined) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    return found();
  }

  async summaries(
    entityRefs: string[],
    options: ReadOptions,
  ): Promise<HealthSummary[]> {
    return this.#health.summaries(
      await this.#visible(entityRefs, options),
      options,
    );
  }

  async #visible(
    entityRefs: string[],
    { credentials }: ReadOptions,
  ): Promise<string[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const decisions = await this.#permissions.authorize(
      entityRefs.map(resourceRef => ({
        permission: healthReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return entityRefs.filter(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }
}

/** Waits for some work without failing; the answer gives its result, or throws what it threw. */
function settled<T>(work: Promise<T>): Promise<() => T> {
  return work.then(
    result => () => result,
    (error: unknown) => () => {
      throw error;
    },
  );
}
