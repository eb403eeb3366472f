import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  CostOverview,
  CostQuery,
  CostReport,
  CostSummary,
  Price,
  PriceListView,
} from '@cairn/plugin-cost-common';
import type { VisibleRows } from '../store/DaysStore';

/** Who asks: a person, or another plugin of the portal. */
export interface ReadOptions {
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
}

export interface ReportOptions {
  days: number;
  split: 'environment' | 'resource';
}

/** What the router can ask for. Entity refs are complete and in lower case. */
export interface Costs {
  /** @throws NotFoundError where the entity does not exist or may not be seen. */
  report(
    entityRef: string,
    report: ReportOptions,
    options: ReadOptions,
  ): Promise<CostReport>;
  /** Of those that have rows and may be seen. */
  summaries(entityRefs: string[], options: ReadOptions): Promise<CostSummary[]>;
  overview(query: CostQuery, options: ReadOptions): Promise<CostOverview>;
  /** @throws NotFoundError where there is no price list. */
  priceList(options: ReadOptions): Promise<PriceListView>;
  /** @throws NotFoundError where there is no price list. */
  price(
    objects: Array<Record<string, unknown>>,
    options: ReadOptions,
  ): Promise<Price>;
}

/** Whether costs that belong to an entity may be counted in what is told. */
export type MayCount = (entityRef: string) => boolean;

/** The same for whoever decides what may be seen. */
export interface UnguardedCosts {
  /** Entities that things in environments belong to, by the environments' own entity refs. */
  claimantsIn(environmentRefs: string[]): Promise<string[]>;
  /** Every entity that anything ever belonged to, and which of them the catalog does not have any more. */
  claimants(): Promise<{ known: string[]; gone: string[] }>;
  report(
    entityRef: string,
    report: ReportOptions,
    mayCount: MayCount,
  ): Promise<CostReport>;
  summaries(entityRefs: string[], mayCount: MayCount): Promise<CostSummary[]>;
  overview(query: CostQuery, visible: VisibleRows): Promise<CostOverview>;
  priceList(): Promise<PriceListView>;
  price(objects: Array<Record<string, unknown>>): Promise<Price>;
}
