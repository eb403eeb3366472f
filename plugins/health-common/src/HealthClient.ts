import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { HealthApi } from './HealthApi';
import type { EntityHealth, HealthSummary } from './health';

/** How many entities `POST /batch` answers for at once. */
export const MAX_BATCH = 100;

/** Where the plugin is: `discoveryApiRef` in the browser, the discovery service in a backend. */
export interface HealthClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** How requests are sent, credentials included: `fetchApiRef` in the browser. */
export interface HealthClientFetch {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Speaks to the plugin `health` over HTTP. Every refusal is a `ResponseError`. */
export class HealthClient implements HealthApi {
  readonly #discovery: HealthClientDiscovery;
  readonly #fetch: HealthClientFetch;

  constructor(options: {
    discoveryApi: HealthClientDiscovery;
    fetchApi: HealthClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async getHealth(entityRef: string): Promise<EntityHealth> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#send(`/entities/${path}`);
  }

  async getSummaries(entityRefs: string[]): Promise<HealthSummary[]> {
    return this.#send('/batch', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ entityRefs }),
    });
  }

  async #send<T>(path: string, init?: RequestInit): Promise<T> {
    const base = await this.#discovery.getBaseUrl('health');
    const response = await this.#fetch.fetch(`${base}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
