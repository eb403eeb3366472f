import {
  entityPath,
  PluginClient,
  type PluginClientOptions,
} from '@cairn/plugin-portal-common';
import type { CostApi, CostQuery, PriceListView } from './CostApi';
import type { CostOverview, CostReport, CostSummary } from './cost';
import type { Price } from './price';

/** Speaks to the plugin `cost` over HTTP. Every refusal is a `ResponseError`. */
export class CostClient implements CostApi {
  readonly #plugin: PluginClient;

  constructor(options: PluginClientOptions) {
    this.#plugin = new PluginClient('cost', options);
  }

  getReport(
    entityRef: string,
    options: { days?: number; split?: 'environment' | 'resource' } = {},
  ): Promise<CostReport> {
    return this.#plugin.get(`/entities/${entityPath(entityRef)}`, options);
  }

  async getSummaries(entityRefs: string[]): Promise<CostSummary[]> {
    const { items } = await this.#plugin.post<{ items: CostSummary[] }>(
      '/batch',
      { entityRefs },
    );
    return items;
  }

  getOverview(query: CostQuery): Promise<CostOverview> {
    return this.#plugin.get('/overview', { ...query });
  }

  getPriceList(): Promise<PriceListView> {
    return this.#plugin.get('/prices');
  }

  priceOf(objects: Array<Record<string, unknown>>): Promise<Price> {
    return this.#plugin.post('/price', { objects });
  }
}
