import type {
  CostDimension,
  CostOverview,
  CostReport,
  CostSummary,
} from './cost';
import type { Price } from './price';

/** What to ask of the Costs page. */
export interface CostQuery {
  by: CostDimension;
  /** `YYYY-MM`; default this month, UTC. */
  month?: string;
  /** Part of a title or an id, whatever its case. */
  search?: string;
  /** Default `micros`. */
  sort?: 'title' | 'micros' | 'previousMicros';
  /** Default `desc`; for titles `asc`. */
  order?: 'asc' | 'desc';
  cursor?: string;
  /** Default 50, at most 200. */
  limit?: number;
}

/** The price list in use, as it is in the file. */
export interface PriceListView {
  name: string;
  currency: string;
  digest: string;
  entries: Array<{
    sku: string;
    title: string;
    unit: string;
    hourlyMicros: number;
    /** Only of this storage class; absent: of all that have no entry. */
    storageClass?: string;
    /** Only in this cluster; absent: in all that have no entry. */
    cluster?: string;
  }>;
}

/** What the plugin `cost` answers, below `/api/cost/v1`. */
export interface CostApi {
  /**
   * `GET /entities/:kind/:namespace/:name?days=90&split=environment|resource`. 404 where it may not be seen.
   *
   * @param entityRef - complete: `kind:namespace/name`.
   */
  getReport(
    entityRef: string,
    options?: { days?: number; split?: 'environment' | 'resource' },
  ): Promise<CostReport>;

  /**
   * `POST /batch` with `{ entityRefs }`, 100 at most, answers `{ items: CostSummary[] }`; those without rows or that may
   * not be seen are left out.
   */
  getSummaries(entityRefs: string[]): Promise<CostSummary[]>;

  /** `GET /overview`. */
  getOverview(query: CostQuery): Promise<CostOverview>;

  /** `GET /prices`. 404 where no price list is configured. */
  getPriceList(): Promise<PriceListView>;

  /** `POST /price` with `{ objects }`: what these would cost a month. */
  priceOf(objects: Array<Record<string, unknown>>): Promise<Price>;
}
