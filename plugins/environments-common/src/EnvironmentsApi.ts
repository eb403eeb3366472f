import type { EnvironmentClassSummary } from './class';
import type {
  Environment,
  EnvironmentPage,
  EnvironmentState,
  ObservedResource,
} from './environment';
import type { Plan, PlanRequest } from './plan';
import type { Run, RunSummary } from './run';

export interface EnvironmentQuery {
  /** Part of the name. */
  search?: string;
  owner?: string;
  class?: string;
  state?: EnvironmentState[];
  /** Entity ref of a component: environments that run it. */
  component?: string;
  /** Default `name`. */
  sort?: 'name' | 'createdAt' | 'expiresAt' | 'owner' | 'state';
  order?: 'asc' | 'desc';
  /** Default 25, at most 100. */
  limit?: number;
  cursor?: string;
}

/**
 * The REST interface of the plugin `environments` (`/api/environments/v1/…`), typed.
 *
 * A refusal is a `ResponseError` whose `body.error` carries, beside `name` and `message`: `fields` (see `FieldProblem`)
 * where the request is at fault (400, 409, 413), and `changes` (sentences) where `name` is `STALE_PLAN`.
 */
export interface EnvironmentsApi {
  /** `GET /classes` */
  listClasses(): Promise<EnvironmentClassSummary[]>;
  /** `GET /classes/{name}` */
  getClass(name: string): Promise<EnvironmentClassSummary>;
  /** `POST /plans` → 201. Writes nothing outside; 503 where policy or a system that must be read does not answer. */
  plan(request: PlanRequest): Promise<Plan>;
  /** `GET /plans/{digest}` */
  getPlan(digest: string): Promise<Plan>;
  /** `POST /plans/{digest}/apply` → 202. 409 `STALE_PLAN` where it would no longer be the same plan; 403 where policy denies. */
  apply(digest: string): Promise<Run>;
  /** `GET /environments` */
  listEnvironments(query?: EnvironmentQuery): Promise<EnvironmentPage>;
  /** `GET /environments/{name}`: of those with that name the one not destroyed, else the last. */
  getEnvironment(name: string): Promise<Environment>;
  /** `GET /environments/{name}/resources` */
  listResources(name: string): Promise<ObservedResource[]>;
  /** `GET /environments/{name}/resources/{itemId}/manifest`: the live object, secrets redacted. */
  getManifest(name: string, itemId: string): Promise<Record<string, unknown>>;
  /** `GET /environments/{name}/runs`, newest first. */
  listRuns(name: string): Promise<RunSummary[]>;
  /** `GET /runs/{id}`. Live: `GET /runs/{id}/events` as server-sent events (`event: run`, data a `Run`). */
  getRun(id: string): Promise<Run>;
}
