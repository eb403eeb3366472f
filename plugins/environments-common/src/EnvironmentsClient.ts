import {
  PluginClient,
  type PluginClientOptions,
} from '@cairn/plugin-portal-common';
import type { Approval, ApprovalPage, ApprovalQuery } from './approval';
import type { EnvironmentClassSummary } from './class';
import type { Drift } from './drift';
import type {
  Environment,
  EnvironmentInventory,
  EnvironmentPage,
  ObservedResource,
} from './environment';
import type { EnvironmentQuery, EnvironmentsApi } from './EnvironmentsApi';
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

const planPath = (digest: string) => `/plans/${encodeURIComponent(digest)}`;
const environmentPath = (name: string) =>
  `/environments/${encodeURIComponent(name)}`;
const runPath = (id: string) => `/runs/${encodeURIComponent(id)}`;

/** Speaks to the plugin `environments` over HTTP. Every refusal is a `ResponseError`. */
export class EnvironmentsClient implements EnvironmentsApi {
  readonly #plugin: PluginClient;

  constructor(options: PluginClientOptions) {
    this.#plugin = new PluginClient('environments', options);
  }

  listClasses(): Promise<EnvironmentClassSummary[]> {
    return this.#plugin.get('/classes');
  }

  getClass(name: string): Promise<EnvironmentClassSummary> {
    return this.#plugin.get(`/classes/${encodeURIComponent(name)}`);
  }

  plan(request: PlanRequest): Promise<Plan> {
    return this.#plugin.post('/plans', request);
  }

  getPlan(digest: string): Promise<Plan> {
    return this.#plugin.get(planPath(digest));
  }

  apply(digest: string): Promise<Run> {
    return this.#plugin.post(`${planPath(digest)}/apply`, {});
  }

  applyAll(digests: string[]): Promise<AppliedPlan[]> {
    return this.#plugin.post('/plans/apply', { digests });
  }

  planUpgrades(className: string): Promise<UpgradeSummary> {
    return this.#plugin.post(
      `/classes/${encodeURIComponent(className)}/upgrades`,
      {},
    );
  }

  requestApproval(digest: string, note?: string): Promise<Approval> {
    return this.#plugin.post(`${planPath(digest)}/approval`, { note });
  }

  getApproval(digest: string): Promise<Approval> {
    return this.#plugin.get(`${planPath(digest)}/approval`);
  }

  decide(
    digest: string,
    decision: Parameters<EnvironmentsApi['decide']>[1],
  ): Promise<Approval> {
    return this.#plugin.post(`${planPath(digest)}/approval/decision`, decision);
  }

  withdraw(digest: string, reason?: string): Promise<Approval> {
    return this.#plugin.post(`${planPath(digest)}/approval/withdrawal`, {
      reason,
    });
  }

  listApprovals(query: ApprovalQuery = {}): Promise<ApprovalPage> {
    return this.#plugin.get('/approvals', { ...query });
  }

  listEnvironments(query: EnvironmentQuery = {}): Promise<EnvironmentPage> {
    return this.#plugin.get('/environments', {
      ...query,
      // Asked for or not; `false` is no question.
      upgrade: query.upgrade || undefined,
    });
  }

  getEnvironment(name: string): Promise<Environment> {
    return this.#plugin.get(environmentPath(name));
  }

  extend(name: string): Promise<Environment> {
    return this.#plugin.post(`${environmentPath(name)}/extension`, {});
  }

  getDrift(name: string): Promise<Drift> {
    return this.#plugin.get(`${environmentPath(name)}/drift`);
  }

  getStory(name: string): Promise<LedgerEntry[]> {
    return this.#plugin.get(`${environmentPath(name)}/story`);
  }

  getReceipt(name: string): Promise<Receipt> {
    return this.#plugin.get(`${environmentPath(name)}/receipt`);
  }

  listOrphans(): Promise<Orphan[]> {
    return this.#plugin.get('/orphans');
  }

  listResources(name: string): Promise<ObservedResource[]> {
    return this.#plugin.get(`${environmentPath(name)}/resources`);
  }

  getManifest(name: string, itemId: string): Promise<Record<string, unknown>> {
    return this.#plugin.get(
      `${environmentPath(name)}/resources/${encodeURIComponent(
        itemId,
      )}/manifest`,
    );
  }

  listRuns(name: string): Promise<RunSummary[]> {
    return this.#plugin.get(`${environmentPath(name)}/runs`);
  }

  getRun(id: string): Promise<Run> {
    return this.#plugin.get(runPath(id));
  }

  retryRun(id: string): Promise<Run> {
    return this.#plugin.post(`${runPath(id)}/retry`, {});
  }

  cancelRun(id: string): Promise<Run> {
    return this.#plugin.post(`${runPath(id)}/cancellation`, {});
  }

  listLedger(query: LedgerQuery = {}): Promise<LedgerPage> {
    return this.#plugin.get('/ledger', { ...query });
  }

  verifyLedger(): Promise<LedgerVerification> {
    return this.#plugin.get('/ledger/verification');
  }

  /**
   * `GET /inventory`: every environment that lives, and those destroyed in the last 62 days, with all that they own. For
   * other plugins, with credentials of their own; refused to people.
   */
  async listInventory(): Promise<EnvironmentInventory[]> {
    const { items } = await this.#plugin.get<{ items: EnvironmentInventory[] }>(
      '/inventory',
    );
    return items;
  }

  /** Address of a run's server-sent events; open it with the user's token. */
  runEventsUrl(id: string): Promise<string> {
    return this.#plugin.urlOf(`${runPath(id)}/events`);
  }
}
