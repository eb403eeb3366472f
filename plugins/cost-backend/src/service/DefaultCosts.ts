import { NotFoundError } from '@backstage/errors';
import type {
  CostQuery,
  CostReport,
  CostSummary,
  PriceList,
} from '@cairn/plugin-cost-common';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type { Inventory } from '../attribution/Inventory';
import type { CatalogIndex } from '../catalog/CatalogIndex';
import { budgetOf } from '../report/budget';
import {
  entityReport,
  reportFrom,
  summarize,
  summaryFrom,
} from '../report/entityReport';
import { countedUntil, toldSources } from '../report/countedUntil';
import { partialDays } from '../report/gaps';
import type { DaysStore, VisibleRows } from '../store/DaysStore';
import type { SourcesStore } from '../store/SourcesStore';
import { dateOf } from '../time';
import type { MayCount, ReportOptions, UnguardedCosts } from './Costs';
import { OverviewMaker } from './OverviewMaker';

const DAY_MS = 86_400_000;

/** Costs from the sums of days. */
export class DefaultCosts implements UnguardedCosts {
  readonly #days: DaysStore;
  readonly #sources: SourcesStore;
  readonly #priceLists: PriceLists;
  readonly #catalog: Pick<CatalogIndex, 'get'>;
  readonly #inventory: Inventory;
  readonly #overviews: OverviewMaker;
  readonly #now: () => Date;

  constructor(options: {
    days: DaysStore;
    sources: SourcesStore;
    priceLists: PriceLists;
    catalog: Pick<CatalogIndex, 'get'>;
    inventory: Inventory;
    now?: () => Date;
  }) {
    this.#days = options.days;
    this.#sources = options.sources;
    this.#priceLists = options.priceLists;
    this.#catalog = options.catalog;
    this.#inventory = options.inventory;
    this.#now = options.now ?? (() => new Date());
    this.#overviews = new OverviewMaker(options);
  }

  claimantsIn(environmentRefs: string[]) {
    return this.#days.claimantsIn(environmentRefs);
  }

  async claimants() {
    const entities = await this.#catalog.get();
    const all = await this.#days.claimants();
    return {
      known: all.filter(ref => entities.has(ref)),
      gone: all.filter(ref => !entities.has(ref)),
    };
  }

  async report(
    entityRef: string,
    { days, split }: ReportOptions,
    mayCount: MayCount,
  ): Promise<CostReport> {
    const now = this.#now();
    const today = dateOf(now.getTime());
    const { currency, priceList } = await this.#money();
    const [rows, unpriced, { sources, gaps }] = await Promise.all([
      this.#days.ofEntity(entityRef, {
        from: reportFrom(today, days),
        to: today,
        currency,
      }),
      this.#days.unpricedOf(
        entityRef,
        new Date(now.getTime() - DAY_MS).toISOString(),
      ),
      this.#sources.list(),
    ]);
    const counted = rows
      .filter(row => row.owner && mayCount(row.owner))
      .map(row => ({
        ...row,
        until: countedUntil(row.until, row.source, sources),
      }));
    const untilBySource = new Map<string, string>();
    for (const { source, until } of counted) {
      const before = untilBySource.get(source);
      untilBySource.set(source, before && before > until ? before : until);
    }
    return entityReport(counted, {
      entityRef,
      currency,
      budget: await this.#budget(entityRef, currency),
      today,
      isPartial: partialDays(gaps, new Set(untilBySource.keys()), today),
      days,
      split,
      sources: toldSources(sources, untilBySource),
      priceList,
      unpriced: unpriced
        .filter(({ owner }) => owner && mayCount(owner))
        .map(({ object, reason, seenAt }) => ({ object, reason, seenAt })),
    });
  }

  async summaries(
    entityRefs: string[],
    mayCount: MayCount,
  ): Promise<CostSummary[]> {
    const today = dateOf(this.#now().getTime());
    const { currency } = await this.#money();
    const [rows, { sources, gaps }] = await Promise.all([
      this.#days.ofEntities(entityRefs, {
        from: summaryFrom(today),
        to: today,
        currency,
      }),
      this.#sources.list(),
    ]);
    const summaries = await Promise.all(
      entityRefs.map(async entityRef => {
        const own = rows
          .filter(
            row =>
              row.entityRef === entityRef && row.owner && mayCount(row.owner),
          )
          .map(row => ({
            ...row,
            until: countedUntil(row.until, row.source, sources),
          }));
        return summarize(own, {
          entityRef,
          currency,
          budget: await this.#budget(entityRef, currency),
          today,
          isPartial: partialDays(
            gaps,
            new Set(own.map(({ source }) => source)),
            today,
          ),
        });
      }),
    );
    return summaries.flatMap(summary => summary ?? []);
  }

  async overview(query: CostQuery, visible: VisibleRows) {
    const { currency } = await this.#money();
    return this.#overviews.make(query, visible, {
      currency,
      today: dateOf(this.#now().getTime()),
    });
  }

  async priceList() {
    const { name, currency, digest, entries } = await this.#requirePrices();
    return {
      name,
      currency,
      digest,
      entries: entries.map(
        ({ sku, title, unit, hourlyMicros, storageClass, cluster }) => ({
          sku,
          title,
          unit,
          hourlyMicros,
          ...(storageClass && { storageClass }),
          ...(cluster && { cluster }),
        }),
      ),
    };
  }

  async price(objects: Array<Record<string, unknown>>) {
    const price = await this.#priceLists.priceOf(
      objects.map(object => ({ object })),
    );
    if (!price) {
      throw noPrices();
    }
    return price;
  }

  async #budget(entityRef: string, currency: string) {
    const entity = (await this.#catalog.get()).get(entityRef) ?? {
      ref: entityRef,
      annotations: {},
    };
    return budgetOf(entity, (await this.#inventory.get()) ?? [], currency);
  }

  async #requirePrices(): Promise<PriceList> {
    const list = await this.#priceLists.get();
    if (!list) {
      throw noPrices();
    }
    return list;
  }

  /** In what costs are told. A price list that cannot be read now does not hide what was counted. */
  async #money(): Promise<{
    currency: string;
    priceList: CostReport['priceList'];
  }> {
    const list = await this.#priceLists.get().catch(() => undefined);
    if (list) {
      const { name, digest, currency } = list;
      return { currency, priceList: { name, digest, currency } };
    }
    const currency = await this.#days.newestCurrency();
    if (!currency) {
      throw noPrices();
    }
    return {
      currency,
      priceList: { name: 'not available now', digest: '', currency },
    };
  }
}

function noPrices(): NotFoundError {
  return new NotFoundError(
    'There is no price list, so costs are not known; the platform team can configure one (cairn.cost.priceList)',
  );
}
