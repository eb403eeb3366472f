import { ResponseError } from '@backstage/errors';
import type { EnvironmentClassSummary } from './class';
import type {
  Environment,
  EnvironmentInventory,
  EnvironmentPage,
  ObservedResource,
} from './environment';
import type { EnvironmentQuery, EnvironmentsApi } from './EnvironmentsApi';
import type { Plan, PlanRequest } from './plan';
import type { Run, RunSummary } from './run';

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
    return this.#send('/plans', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  getPlan(digest: string): Promise<Plan> {
    return this.#get(`/plans/${encodeURIComponent(digest)}`);
  }

  apply(digest: string): Promise<Run> {
    return this.#send(`/plans/${encodeURIComponent(digest)}/apply`, {
      method: 'POST',
    });
  }

  listEnvironments(query: EnvironmentQuery = {}): Promise<EnvironmentPage> {
    const search = environmentQueryString(query);
    return this.#get(`/environments${search && `?${search}`}`);
  }

  getEnvironment(name: string): Promise<Environment> {
    return this.#get(`/environments/${encodeURIComponent(name)}`);
  }

  listResources(name: string): Promise<ObservedResource[]> {
    return this.#get(`/environments/${encodeURIComponent(name)}/resources`);
  }

  getManifest(name: string, itemId: string): Promise<Record<string, unknown>> {
    return this.#get(
      `/environments/${encodeURIComponent(name)}/resources/${encodeURIComponent(
        itemId,
      )}/manifest`,
    );
  }

  listRuns(name: string): Promise<RunSummary[]> {
    return this.#get(`/environments/${encodeURIComponent(name)}/runs`);
  }

  getRun(id: string): Promise<Run> {
    return this.#get(`/runs/${encodeURIComponent(id)}`);
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
    return `${baseUrl}/v1/runs/${encodeURIComponent(id)}/events`;
  }

  #get<T>(path: string): Promise<T> {
    return this.#send<T>(path);
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

/** The query of `GET /environments`, in the order of the interface; empty where nothing is asked for. */
export function environmentQueryString(query: EnvironmentQuery): string {
  const search = new URLSearchParams();
  const single = {
    search: query.search,
    owner: query.owner,
    class: query.class,
    component: query.component,
    sort: query.sort,
    order: query.order,
    limit: query.limit?.toString(),
    cursor: query.cursor,
  };
  for (const [key, value] of Object.entries(single)) {
    if (value) {
      search.set(key, value);
    }
  }
  for (const state of query.state ?? []) {
    search.append('state', state);
  }
  return search.toString();
}
