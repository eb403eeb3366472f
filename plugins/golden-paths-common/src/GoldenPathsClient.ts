import { ResponseError } from '@backstage/errors';
import type { GoldenPathsApi } from './GoldenPathsApi';
import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from './goldenPath';

/** Where the plugin is: `discoveryApiRef` in the browser, the discovery service in a backend. */
export interface GoldenPathsClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** How requests are sent, credentials included: `fetchApiRef` in the browser. */
export interface GoldenPathsClientFetch {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Speaks to the plugin `golden-paths` over HTTP. Every refusal is a `ResponseError`. */
export class GoldenPathsClient implements GoldenPathsApi {
  readonly #discovery: GoldenPathsClientDiscovery;
  readonly #fetch: GoldenPathsClientFetch;

  constructor(options: {
    discoveryApi: GoldenPathsClientDiscovery;
    fetchApi: GoldenPathsClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async checkName(name: string): Promise<NameAvailability> {
    return this.#send(`/names/${encodeURIComponent(name)}`);
  }

  async plan(request: GoldenPathRequest): Promise<GoldenPathPlan> {
    return this.#send('/plans', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  async getPlan(digest: string): Promise<GoldenPathPlan> {
    return this.#send(`/plans/${encodeURIComponent(digest)}`);
  }

  async #send<T>(path: string, init?: RequestInit): Promise<T> {
    const base = await this.#discovery.getBaseUrl('golden-paths');
    const response = await this.#fetch.fetch(`${base}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
