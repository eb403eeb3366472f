import { ResponseError } from '@backstage/errors';
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

/** Where the plugin is: `discoveryApiRef` in the browser, the discovery service in a backend. */
export interface EnvironmentsClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** How requests are sent, credentials included: `fetchApiRef` in the browser. */
export interface EnvironmentsClientFetch {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Speaks to the plugin `environments` over HTTP. Every refusal is a `ResponseError`. */
export class EnvironmentsClient implements EnvironmentsApi {
  readonly #discovery: EnvironmentsClientDiscovery;
  readonly #fetch: EnvironmentsClientFetch;

  constructor(options: {
    discoveryApi: EnvironmentsClientDiscovery;
    fetchApi: EnvironmentsClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  listClasses(): Promise<EnvironmentClassSummary[]> {
    return this.#get('/classes');
  }

  getClass(name: string): Promise<EnvironmentClassSummary> {
    return this.#get(`/classes/${encodeURIComponent(name)}`);
  }

  plan(request: PlanRequest): Promise<Plan> {
    return this.#post('/plans', request);
  }

  getPlan(digest: string): Promise<Plan> {
    return this.#get(planPath(digest));
  }

  apply(digest: string): Promise<Run> {
    return this.#post(`${planPath(digest)}/apply`);
  }

  applyAll(digests: string[]): Promise<AppliedPlan[]> {
    return this.#post('/plans/apply', { digests });
  }

  planUpgrades(className: string): Promise<UpgradeSummary> {
    return this.#post(`/classes/${encodeURIComponent(className)}/upgrades`);
  }

  requestApproval(digest: string, note?: string): Promise<Approval> {
    return this.#post(`${planPath(digest)}/approval`, { note });
  }

  getApproval(digest: string): Promise<Approval> {
    return this.#get(`${planPath(digest)}/approval`);
  }

  decide(
    digest: string,
    decision: Parameters<EnvironmentsApi['decide']>[1],
  ): Promise<Approval> {
    return this.#post(`${planPath(digest)}/approval/decision`, decision);
  }

  withdraw(digest: string, reason?: string): Promise<Approval> {
    return this.#post(`${planPath(digest)}/approval/withdrawal`, { reason });
  }

  listApprovals(query: ApprovalQuery = {}): Promise<ApprovalPage> {
    const { state, ...single } = query;
    const search = queryString(single, { state });
    return this.#get(`/approvals${search && `?${search}`}`);
  }

  listEnvironments(query: EnvironmentQuery = {}): Promise<EnvironmentPage> {
    const search = environmentQueryString(query);
    return this.#get(`/environments${search && `?${search}`}`);
  }

  getEnvironment(name: string): Promise<Environment> {
    return this.#get(environmentPath(name));
  }

  extend(name: string): Promise<Environment> {
    return this.#post(`${environmentPath(name)}/extension`);
  }

  getDrift(name: string): Promise<Drift> {
    return this.#get(`${environmentPath(name)}/drift`);
  }

  getStory(name: string): Promise<LedgerEntry[]> {
    return this.#get(`${environmentPath(name)}/story`);
  }

  getReceipt(name: string): Promise<Receipt> {
    return this.#get(`${environmentPath(name)}/receipt`);
  }

  listOrphans(): Promise<Orphan[]> {
    return this.#get('/orphans');
  }

  listResources(name: string): Promise<ObservedResource[]> {
    return this.#get(`${environmentPath(name)}/resources`);
  }

  getManifest(name: string, itemId: string): Promise<Record<string, unknown>> {
    return this.#get(
      `${environmentPath(name)}/resources/${encodeURIComponent(
        itemId,
      )}/manifest`,
    );
  }

  listRuns(name: string): Promise<RunSummary[]> {
    return this.#get(`${environmentPath(name)}/runs`);
  }

  getRun(id: string): Promise<Run> {
    return this.#get(runPath(id));
  }

  retryRun(id: string): Promise<Run> {
    return this.#post(`${runPath(id)}/retry`);
  }

  cancelRun(id: string): Promise<Run> {
    return this.#post(`${runPath(id)}/cancellation`);
  }

  listLedger(query: LedgerQuery = {}): Promise<LedgerPage> {
    const search = queryString(query);
    return this.#get(`/ledger${search && `?${search}`}`);
  }

  verifyLedger(): Promise<LedgerVerification> {
    return this.#get('/ledger/verification');
  }

  /**
   * `GET /inventory`: every environment that lives, and those destroyed in the last 62 days, with all that they own. For
   * other plugins, with credentials of their own; refused to people.
   */
  async listInventory(): Promise<EnvironmentInventory[]> {
    const { items } = await this.#get<{ items: EnvironmentInventory[] }>(
      '/inventory',
    );
    return items;
  }

  /** Address of a run's server-sent events; open it with the user's token. */
  async runEventsUrl(id: string): Promise<string> {
    const baseUrl = await this.#discovery.getBaseUrl('environments');
    return `${baseUrl}/v1${runPath(id)}/events`;
  }

  #get<T>(path: string): Promise<T> {
    return this.#send<T>(path);
  }

  #post<T>(path: string, body: object = {}): Promise<T> {
    return this.#send<T>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('environments');
    const response = await this.#fetch.fetch(`${baseUrl}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function queryString(
  single: Record<string, string | number | boolean | undefined>,
  many: Record<string, string[] | undefined> = {},
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(single)) {
    if (value) {
      search.set(key, `${value}`);
    }
  }
  for (const [key, values] of Object.entries(many)) {
    for (const value of values ?? []) {
      search.append(key, value);
    }
  }
  return search.toString();
}

/** The query of `GET /environments`, in the order of the interface; empty where nothing is asked for. */
export function environmentQueryString(query: EnvironmentQuery): string {
  return queryString(
    {
      search: query.search,
      owner: query.owner,
      class: query.class,
      component: query.component,
      upgrade: query.upgrade,
      sort: query.sort,
      order: query.order,
      limit: query.limit,
      cursor: query.cursor,
    },
    { state: query.state },
  );
}
