import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  findPrice,
  pricedUnits,
  type PriceList,
} from '@cairn/plugin-cost-common';
import type { CostSource, PriceLists, Sampled } from '@cairn/plugin-cost-node';
import { attributing, type Attribute } from '../attribution/attribute';
import type { Inventory } from '../attribution/Inventory';
import type { CatalogIndex } from '../catalog/CatalogIndex';
import type { Attribution, HourEntry, UnpricedEntry } from '../store/rows';
import type { SourcesStore } from '../store/SourcesStore';
import type { Stores } from '../store/Stores';
import { dateOf, secondsByHour } from '../time';

/** Intervals that may be missed before what was in between is not believed to be known. */
const MISSED_INTERVALS = 3;

/** A million cores of one pod are not believed, and could not be counted exactly. */
const MOST_HELD = 1_000_000;

/** Asks every source what is held now, and counts it for the time since it was asked last. */
export class Collector {
  readonly #stores: Stores;
  readonly #sources: readonly CostSource[];
  readonly #priceLists: PriceLists;
  readonly #catalog: Pick<CatalogIndex, 'get'>;
  readonly #inventory: Inventory;
  readonly #logger: LoggerService;
  readonly #everyMs: number;
  readonly #now: () => Date;

  constructor(options: {
    stores: Stores;
    sources: readonly CostSource[];
    priceLists: PriceLists;
    catalog: Pick<CatalogIndex, 'get'>;
    inventory: Inventory;
    logger: LoggerService;
    everyMs: number;
    now?: () => Date;
  }) {
    this.#stores = options.stores;
    this.#sources = options.sources;
    this.#priceLists = options.priceLists;
    this.#catalog = options.catalog;
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#everyMs = options.everyMs;
    this.#now = options.now ?? (() => new Date());
  }

  /** Once through all sources. One that does not answer keeps no other from being counted. */
  async collect(signal: AbortSignal): Promise<void> {
    for (const source of this.#sources) {
      const { sources } = this.#stores;
      await sources.declare({
        id: source.id,
        title: source.title,
        sample: false,
      });
      try {
        const priceList = await this.#priceLists.get();
        if (!priceList) {
          throw new Error(
            'No price list is configured (cairn.cost.priceList), so nothing is counted',
          );
        }
        const attribute = await this.#attribute();
        const now = this.#now();
        const sampled = await source.sample({ signal });
        await this.#write({ source, sampled, now, priceList, attribute });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#logger.warn(`Costs of ${source.title}: ${reason}`);
        await sources.setTrouble(source.id, reason);
      }
    }
  }

  /** What is written cannot be given to somebody else later, so it waits for those who say whose it is. */
  async #attribute(): Promise<Attribute> {
    const entities = await this.#catalog.get();
    const environments = await this.#inventory.get();
    if (entities.size === 0 || !environments) {
      throw new Error(
        `${
          environments ? 'The catalog' : 'The list of environments'
        } is not there yet, so it cannot be told whose anything is`,
      );
    }
    return attributing(entities, environments);
  }

  async #write(options: {
    source: CostSource;
    sampled: Sampled[];
    now: Date;
    priceList: PriceList;
    attribute: Attribute;
  }): Promise<void> {
    const { source, sampled, now, priceList, attribute } = options;
    await this.#stores.atOnce(async ({ hours, sources }) => {
      const before = await sources.claim(source.id, now.toISOString());
      if (before === undefined) {
        return;
      }
      const from = await countedFrom(sources, source.id, before, {
        now,
        mostMs: MISSED_INTERVALS * this.#everyMs,
      });
      const { entries, unpriced } = entriesOf({
        sourceId: source.id,
        sampled,
        from,
        until: now.getTime(),
        priceList,
        attribute,
      });
      await hours.add(entries);
      await hours.see(unpriced, now);
    });
  }
}

/** From when on the present sample may be counted; what lies between is written down as not counted. */
async function countedFrom(
  sources: SourcesStore,
  id: string,
  before: string | null,
  { now, mostMs }: { now: Date; mostMs: number },
): Promise<number> {
  if (before === null) {
    // Nobody looked before, so today is not whole.
    const midnight = `${dateOf(now.getTime())}T00:00:00.000Z`;
    await sources.addGap(id, midnight, now.toISOString());
    return now.getTime();
  }
  const from = Date.parse(before);
  if (now.getTime() - from > mostMs) {
    await sources.addGap(id, before, now.toISOString());
    return now.getTime();
  }
  return from;
}

/** What was held since then, by hours, with its price; and what has none. */
export function entriesOf(options: {
  sourceId: string;
  sampled: Sampled[];
  /** Milliseconds. */
  from: number;
  until: number;
  priceList: PriceList;
  attribute: Attribute;
}): { entries: HourEntry[]; unpriced: UnpricedEntry[] } {
  const { sourceId, sampled, from, until, priceList, attribute } = options;
  const entries: HourEntry[] = [];
  const unpriced: UnpricedEntry[] = [];
  for (const one of sampled) {
    const { cluster, namespace, object, resource, storageClass, amount } = one;
    const attribution: Attribution = {
      source: sourceId,
      sample: false,
      cluster,
      namespace,
      ...attribute(one),
    };
    const price = findPrice(priceList, { resource, cluster, storageClass });
    const reason = one.unpriced ?? whyNotPriced(amount, resource, price);
    if (reason) {
      unpriced.push({
        attribution,
        object: `${object.kind} ${namespace}/${object.name}`,
        uid: object.uid,
        reason,
      });
    }
    if (!price || !(amount > 0) || amount > MOST_HELD) {
      continue;
    }
    const since = one.since ? Date.parse(one.since) : from;
    const start = Number.isNaN(since) ? from : Math.max(from, since);
    for (const { hour, seconds } of secondsByHour(start, until)) {
      entries.push({
        subject: {
          attribution,
          resourceId: object.uid,
          resourceName: object.name,
          resourceType: object.kind,
          resource,
          skuId: price.sku,
          pricingUnit: pricedUnits[resource],
          currency: priceList.currency,
          provider: priceList.provider,
          ...(priceList.region && { region: priceList.region }),
          tags: one.labels,
        },
        hour,
        quantity: Math.round(amount * 1_000_000) * seconds,
        hourlyMicros: price.hourlyMicros,
      });
    }
  }
  return { entries, unpriced };
}

function whyNotPriced(
  amount: number,
  resource: string,
  price: object | undefined,
): string | undefined {
  if (!Number.isFinite(amount) || amount < 0 || amount > MOST_HELD) {
    return `It holds ${amount} of ${resource}, which cannot be right`;
  }
  return price ? undefined : `The price list has no price of ${resource}`;
}
