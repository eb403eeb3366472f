import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PriceList } from '@cairn/plugin-cost-common';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type { CatalogIndex } from '../catalog/CatalogIndex';
import type { DaysStore } from '../store/DaysStore';
import type { Stores } from '../store/Stores';
import { addDays, dateOf, hourOf } from '../time';
import { larkfield, type SampleService } from './larkfield';
import { SAMPLE_SOURCE, sampleHours } from './sampleHours';

/** How far back made-up costs go. */
const DAYS = 120;

/** Costs of the example company, made up: each hour once, and only of what has no real ones. */
export class SampleRows {
  readonly #stores: Stores;
  readonly #catalog: Pick<CatalogIndex, 'get'>;
  readonly #priceLists: PriceLists;
  readonly #logger: LoggerService;
  readonly #hoursKept: number;
  readonly #now: () => Date;

  constructor(options: {
    stores: Stores;
    catalog: Pick<CatalogIndex, 'get'>;
    priceLists: PriceLists;
    logger: LoggerService;
    /** Days; older ones are written as sums alone. */
    hoursKept: number;
    now?: () => Date;
  }) {
    this.#stores = options.stores;
    this.#catalog = options.catalog;
    this.#priceLists = options.priceLists;
    this.#logger = options.logger;
    this.#hoursKept = options.hoursKept;
    this.#now = options.now ?? (() => new Date());
  }

  /** Takes everything away that was made up. */
  async remove(): Promise<void> {
    await this.#stores.sources.removeSamples();
  }

  /**
   * Makes up every hour that is over and was not made up yet. What has real costs, or nothing of it in the catalog, gets none; so where
   * real costs begin, the made-up ones end.
   */
  async fill(signal?: AbortSignal): Promise<void> {
    const priceList = await this.#priceLists.get();
    const entities = await this.#catalog.get();
    if (
      !priceList ||
      !larkfield.some(({ component }) =>
        entities.has(`component:default/${component}`),
      )
    ) {
      // The catalog is still being filled; next time.
      return;
    }
    const now = this.#now().getTime();
    await this.#stores.sources.declare({
      id: SAMPLE_SOURCE,
      title: 'Made up for the example company',
      sample: true,
    });
    let date = addDays(dateOf(now), -DAYS);
    while (date <= dateOf(now) && !signal?.aborted) {
      date = await this.#fillNext(date, now, priceList);
    }
  }

  /** Fills the rest of one day in a transaction, and says which day is next. */
  async #fillNext(
    earliest: string,
    now: number,
    priceList: PriceList,
  ): Promise<string> {
    return this.#stores.atOnce(async ({ days, hours, sources }) => {
      const start =
        (await sources.countedUntil(SAMPLE_SOURCE)) ?? `${earliest}T00:00:00Z`;
      const date =
        start.slice(0, 10) < earliest ? earliest : start.slice(0, 10);
      const next = addDays(date, 1);
      const end = [`${next}T00:00:00Z`, hourOf(now)].sort()[0];
      if (start >= end) {
        return next;
      }
      const before = await sources.claim(SAMPLE_SOURCE, end);
      if (before === undefined) {
        return next;
      }
      const first = start.startsWith(date) ? Number(start.slice(11, 13)) : 0;
      const last = end.startsWith(date) ? Number(end.slice(11, 13)) : 24;
      const entries = sampleHours(await withoutReal(days), {
        date,
        hours: Array.from({ length: last - first }, (_, i) => first + i),
        entities: await this.#catalog.get(),
        priceList,
      });
      if (date < addDays(dateOf(now), -this.#hoursKept)) {
        await hours.addSums(date, entries);
      } else {
        await hours.add(entries);
      }
      this.#logger.debug(`Made up ${entries.length} hours of ${date}`);
      return next;
    });
  }
}

async function withoutReal(days: DaysStore): Promise<SampleService[]> {
  const real = await days.realClaimants();
  return larkfield.filter(
    ({ component }) =>
      !real.has(component ? `component:default/${component}` : null),
  );
}
