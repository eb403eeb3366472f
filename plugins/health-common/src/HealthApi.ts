import type { EntityHealth, HealthSummary } from './health';

/** What the plugin `health` answers, below `/api/health/v1`. */
export interface HealthApi {
  /**
   * `GET /entities/:kind/:namespace/:name`.
   *
   * Refused with 404 where the entity does not exist or may not be seen, which is not told apart.
   */
  getHealth(entityRef: string): Promise<EntityHealth>;

  /**
   * `POST /batch` with `{ entityRefs }`, 100 at most. Entities that do not exist, may not be seen or run nowhere are
   * left out of the answer.
   */
  getSummaries(entityRefs: string[]): Promise<HealthSummary[]>;
}
