import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from './goldenPath';

/**
 * What the plugin `golden-paths` answers, below `/api/golden-paths/v1`.
 *
 * A refusal is a `ResponseError` whose `body.error` carries, beside `name` and `message`: `fields` (as the plugin
 * `environments` has them) where values are at fault (400), and `changes` (sentences) where `name` is `STALE_PLAN` (409).
 */
export interface GoldenPathsApi {
  /**
   * `GET /names/:name?environments=dev,test`.
   *
   * @param options.environments - what the environments are for that the service would start with; default `dev`
   */
  checkName(
    name: string,
    options?: { environments?: string[] },
  ): Promise<NameAvailability>;
  /** `POST /plans` → 201: renders everything, asks policy, plans the environments; writes nothing outside. */
  plan(request: GoldenPathRequest): Promise<GoldenPathPlan>;
  /** `GET /plans/:digest`: for who made it, and those who look after the catalog. */
  getPlan(digest: string): Promise<GoldenPathPlan>;
  /**
   * `POST /plans/:digest/begin` with `{ task }`: for the task that carries the plan out. Plans again and compares; 409
   * `STALE_PLAN` where it would no longer be the same, 409 where another task began with it, 403 where it is denied.
   */
  begin(digest: string, task: string): Promise<GoldenPathPlan>;
}
