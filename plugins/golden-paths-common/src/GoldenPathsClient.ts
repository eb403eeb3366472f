import { ResponseError } from '@backstage/errors';
import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from './goldenPath';
import type { GoldenPathsApi } from './GoldenPathsApi';

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

  checkName(
    name: string,
    options?: { environments?: string[] },
  ): Promise<NameAvailability> {
    const environments = options?.environments?.join(',');
    return this.#send(
      `/names/${encodeURIComponent(name)}${
        environments ? `?environments=${encodeURIComponent(environments)}` : ''
      }`,
    );
  }

  plan(request: GoldenPathRequest): Promise<GoldenPathPlan> {
    return this.#send('/plans', post(request));
  }

  getPlan(digest: string): Promise<GoldenPathPlan> {
    return this.#send(`/plans/${encodeURIComponent(digest)}`);
  }

  begin(digest: string, task: string): Promise<GoldenPathPlan> {
    return this.#send(
      `/plans/${encodeURIComponent(digest)}/begin`,
      post({ task }),
    );
  }

  async #send<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('golden-paths');
    const response = await this.#fetch.fetch(`${baseUrl}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function post(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
