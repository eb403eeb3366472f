import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { EntityHealth, HealthSummary } from '@cairn/plugin-health-common';

/** Who asks. */
export interface ReadOptions {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** What the router can ask for. */
export interface Health {
  /** @throws NotFoundError where the entity does not exist or may not be seen. */
  get(entityRef: string, options: ReadOptions): Promise<EntityHealth>;
  /** Those that exist, may be seen and run somewhere. */
  summaries(
    entityRefs: string[],
    options: ReadOptions,
  ): Promise<HealthSummary[]>;
}

/** The same for whoever decides what may be seen. */
export interface UnguardedHealth {
  get(
    entityRef: string,
    options: ReadOptions & {
      /** Leaves out the entities whose health the reader may not see. */
      visible(entityRefs: string[]): Promise<string[]>;
    },
  ): Promise<EntityHealth>;
  summaries(
    entityRefs: string[],
    options: ReadOptions,
  ): Promise<HealthSummary[]>;
}
