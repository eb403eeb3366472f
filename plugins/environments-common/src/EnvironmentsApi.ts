import type { Approval, ApprovalPage, ApprovalQuery } from './approval';
import type { EnvironmentClassSummary } from './class';
import type { Drift } from './drift';
import type {
  Environment,
  EnvironmentPage,
  EnvironmentState,
  ObservedResource,
} from './environment';
import type {
  LedgerEntry,
  LedgerPage,
  LedgerQuery,
  LedgerVerification,
} from './ledger';
import type { Plan, PlanRequest } from './plan';
import type { Orphan, Receipt } from './receipt';
import type { Run, RunSummary } from './run';
import type { AppliedPlan, UpgradeSummary } from './upgrade';

export interface EnvironmentQuery {
  /** Part of the name. */
  search?: string;
  owner?: string;
  class?: string;
  state?: EnvironmentState[];
  /** Entity ref of a component: environments that run it. */
  component?: string;
  /** Only those of whose class there is a newer version, and that are not destroyed. */
  upgrade?: true;
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
  /**
   * `POST /plans/apply` with `{ digests }` → 200. Applies several plans, each by its own rules: one that is refused keeps none
   * of the others from being applied.
   */
  applyAll(digests: string[]): Promise<AppliedPlan[]>;
  /** `POST /classes/{name}/upgrades` → 201. Plans an upgrade for every environment of the class that has an older version. */
  planUpgrades(className: string): Promise<UpgradeSummary>;
  /** `POST /plans/{digest}/approval` with `{ note? }` → 201. Asks for the yes that the plan needs. Again: the same request. */
  requestApproval(digest: string, note?: string): Promise<Approval>;
  /** `GET /plans/{digest}/approval`. 404 where nobody asked for it. */
  getApproval(digest: string): Promise<Approval>;
  /** `POST /plans/{digest}/approval/decision`. 409 `STALE_PLAN` where it would no longer be the same plan: it is void then. */
  decide(
    digest: string,
    decision:
      | { decision: 'approve'; reason?: string }
      | { decision: 'reject'; reason: string },
  ): Promise<Approval>;
  /** `POST /plans/{digest}/approval/withdrawal`: by who asked, or by who said yes; until the run began. */
  withdraw(digest: string, reason?: string): Promise<Approval>;
  /** `GET /approvals`, newest first. */
  listApprovals(query?: ApprovalQuery): Promise<ApprovalPage>;
  /** `GET /environments` */
  listEnvironments(query?: EnvironmentQuery): Promise<EnvironmentPage>;
  /** `GET /environments/{name}`: of those with that name the one not destroyed, else the last. */
  getEnvironment(name: string): Promise<Environment>;
  /** `POST /environments/{name}/extension` → 200. Moves the end of its lifetime, as often as its class allows. */
  extend(name: string): Promise<Environment>;
  /** `GET /environments/{name}/drift`: as it was found last. */
  getDrift(name: string): Promise<Drift>;
  /** `GET /environments/{name}/story`: everything that the ledger has of it, in order. */
  getStory(name: string): Promise<LedgerEntry[]>;
  /** `GET /environments/{name}/receipt`: of its last destroy. 404 where it was not destroyed. */
  getReceipt(name: string): Promise<Receipt>;
  /** `GET /orphans` */
  listOrphans(): Promise<Orphan[]>;
  /** `GET /environments/{name}/resources` */
  listResources(name: string): Promise<ObservedResource[]>;
  /** `GET /environments/{name}/resources/{itemId}/manifest`: the live object, secrets redacted. */
  getManifest(name: string, itemId: string): Promise<Record<string, unknown>>;
  /** `GET /environments/{name}/runs`, newest first. */
  listRuns(name: string): Promise<RunSummary[]>;
  /** `GET /runs/{id}`. Live: `GET /runs/{id}/events` as server-sent events (`event: run`, data a `Run`). */
  getRun(id: string): Promise<Run>;
  /** `POST /runs/{id}/retry` → 202. Goes on with a run that failed or was cancelled, from the step that was not done. */
  retryRun(id: string): Promise<Run>;
  /** `POST /runs/{id}/cancellation` → 202. Ends it at the next border between two steps. */
  cancelRun(id: string): Promise<Run>;
  /** `GET /ledger`; `GET /ledger/export` gives all of it as JSON lines. */
  listLedger(query?: LedgerQuery): Promise<LedgerPage>;
  /** `GET /ledger/verification`: computes every hash again, and compares with the anchors. */
  verifyLedger(): Promise<LedgerVerification>;
}
