import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  type EntityHealth,
  HEALTH_CHANNEL,
  type HealthApi,
  type HealthChanged,
  type HealthSummary,
  MAX_BATCH,
} from '@cairn/plugin-health-common';
import { Batch, createQueryClient } from '@cairn/plugin-portal-react';
import type { QueryClient } from '@tanstack/react-query';

/** A rollout changes many times a second; asking again twice a second shows as much. */
const SETTLE_MS = 400;

export const keys = {
  entity: (entityRef: string) => ['entity', entityRef] as const,
  summary: (entityRef: string) => ['summary', entityRef] as const,
};

/** What the page knows of health: asked for once, whoever shows it, and again only where something changed. */
export class HealthCache {
  readonly queries: QueryClient;
  readonly #api: HealthApi;
  readonly #batch: Batch<HealthSummary>;
  #changed = new Set<string>();
  #followers = 0;
  #unsubscribe?: () => void;

  constructor(options: { api: HealthApi; queries?: QueryClient }) {
    this.#api = options.api;
    this.#batch = new Batch(async entityRefs => {
      const summaries = await options.api.getSummaries(entityRefs);
      return new Map(summaries.map(summary => [summary.entityRef, summary]));
    }, MAX_BATCH);
    this.queries = options.queries ?? createQueryClient();
  }

  getHealth(entityRef: string): Promise<EntityHealth> {
    return this.#api.getHealth(entityRef);
  }

  /** Null: nothing is known of it, because it runs nowhere or the viewer may not see it. */
  async getSummary(entityRef: string): Promise<HealthSummary | null> {
    return (await this.#batch.load(entityRef)) ?? null;
  }

  /** Listens to what changes, once for all that follow, until the returned function was called by each. */
  follow(signals: SignalApi): () => void {
    this.#followers += 1;
    if (this.#followers === 1) {
      const subscriber = signals.subscribe<HealthChanged>(
        HEALTH_CHANNEL,
        ({ entityRefs }) => this.#onChanged(entityRefs),
      );
      this.#unsubscribe = () => subscriber.unsubscribe();
    }
    return () => {
      this.#followers -= 1;
      if (this.#followers === 0) {
        this.#unsubscribe?.();
        this.#unsubscribe = undefined;
      }
    };
  }

  #onChanged(entityRefs: string[]) {
    if (this.#changed.size === 0 && entityRefs.length > 0) {
      setTimeout(() => this.#askAgain(), SETTLE_MS);
    }
    entityRefs.forEach(entityRef => this.#changed.add(entityRef));
  }

  #askAgain() {
    const changed = this.#changed;
    this.#changed = new Set();
    this.queries.invalidateQueries({
      predicate: ({ queryKey: [, entityRef] }) =>
        typeof entityRef === 'string' &&
        (changed.has(entityRef) || this.#dependsOn(entityRef, changed)),
    });
  }

  /** The answer about an entity also says how its dependencies are. */
  #dependsOn(entityRef: string, changed: Set<string>): boolean {
    const health = this.queries.getQueryData<EntityHealth>(
      keys.entity(entityRef),
    );
    return (
      health?.dependencies.some(dependency =>
        changed.has(dependency.entityRef),
      ) ?? false
    );
  }
}
