import { ResponseError } from '@backstage/errors';
import type { CostApi, CostQuery, PriceListView } from './CostApi';
import type { CostOverview, CostReport, CostSummary } from './cost';
import type { Price } from './price';

/** Where the plugin is: `discoveryApiRef` in the browser, the discovery service in a backend. */
export interface CostClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** How requests are sent, credentials included: `fetchApiRef` in the browser. */
export interface CostClientFetch {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Speaks to the plugin `cost` over HTTP. Every refusal is a `ResponseError`. */
export class CostClient implements CostApi {
  readonly #discovery: CostClientDiscovery;
  readonly #fetch: CostClientFetch;

  constructor(options: {
    discoveryApi: CostClientDiscovery;
    fetchApi: CostClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  getReport(
    entityRef: string,
    options: { days?: number; split?: 'environment' | 'resource' } = {},
  ): Promise<CostReport> {
    // Complete refs only, so neither a default nor a parser is needed.
    const path = entityRef.split(/[:/]/).map(encodeURIComponent).join('/');
    return this.#send(`/entities/${path}${queryOf(options)}`);
  }

  async getSummaries(entityRefs: string[]): Promise<CostSummary[]> {
    const { items } = await this.#send<{ items: CostSummary[] }>(
      '/batch',
      posting({ entityRefs }),
    );
    return items;
  }

  getOverview(query: CostQuery): Promise<CostOverview> {
    return this.#send(`/overview${queryOf({ ...query })}`);
  }

  getPriceList(): Promise<PriceListView> {
    return this.#send('/prices');
  }

  priceOf(objects: Array<Record<string, unknown>>): Promise<Price> {
    return this.#send('/price', posting({ objects }));
  }

  async #send<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('cost');
    const response = await this.#fetch.fetch(`${baseUrl}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function posting(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function queryOf(values: Record<string, string | number | undefined>) {
  const search = new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  ).toString();
  return search && `?${search}`;
}
