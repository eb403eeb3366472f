import { NotFoundError } from '@backstage/errors';
import type {
  CostApi,
  CostDimension,
  CostOverview,
  CostPart,
  CostQuery,
  CostReport,
  CostSummary,
  Price,
  PriceListView,
} from '@cairn/plugin-cost-common';
import { daysOf, sumsOf } from './days';
import { prices } from './prices';
import { things, type Thing } from './things';

const CURRENCY = 'USD';
const SOURCES = [
  {
    id: 'kubernetes-requests',
    title: 'Requests of pods and volumes',
    sample: false,
  },
  { id: 'sample', title: 'Sample rows', sample: true },
];
const RULE =
  'What was spent so far, and for the rest of the month the mean of its last seven whole days.';

/** The plugin's interface in memory, over numbers that are made up the same way each time. */
export class FakeCost implements CostApi {
  things: Thing[] = things;
  /** Thrown by everything, for as long as it is set. */
  error: unknown;
  readonly asked: CostQuery[] = [];
  readonly batches: string[][] = [];
  readonly #now: Date;

  constructor(now = new Date()) {
    this.#now = now;
  }

  async getReport(
    entityRef: string,
    options: { days?: number; split?: 'environment' | 'resource' } = {},
  ): Promise<CostReport> {
    const thing = this.#thing(entityRef);
    const split = options.split ?? 'environment';
    const daily =
      split === 'environment' ? thing.environments : thing.resources;
    const count = Math.min(options.days ?? 90, thing.since);
    return {
      ...this.#summaryOf(thing),
      forecastRule: RULE,
      days: count === 0 ? [] : daysOf(daily, count, this.#now),
      series: titled(Object.keys(daily)),
      breakdown:
        count === 0
          ? []
          : [
              {
                dimension: 'environment',
                parts: this.#partsOf(thing.environments, thing.since),
              },
              {
                dimension: 'resource',
                parts: this.#partsOf(thing.resources, thing.since),
              },
            ],
      usageUnknown:
        'The cluster has no source of metrics, so nobody knows how much of the requests is used.',
      sources: SOURCES.filter(({ sample }) => !sample || thing.sample).map(
        source => ({ ...source, until: this.#until() }),
      ),
      priceList: {
        name: prices.name,
        digest: prices.digest,
        currency: CURRENCY,
      },
    };
  }

  async getSummaries(entityRefs: string[]): Promise<CostSummary[]> {
    this.#fail();
    this.batches.push(entityRefs);
    return this.things
      .filter(({ ref, since }) => since > 0 && entityRefs.includes(ref))
      .map(thing => this.#summaryOf(thing));
  }

  async getOverview(query: CostQuery): Promise<CostOverview> {
    this.#fail();
    this.asked.push(query);
    const month = query.month ?? this.#now.toISOString().slice(0, 7);
    const daily = this.#dailyBy(query.by);
    const days = daysOf(daily, 120, this.#now).filter(({ date }) =>
      date.startsWith(month),
    );
    const parts = days.length === 0 ? [] : this.#partsOf(daily, 120, month);
    const sort = query.sort ?? 'micros';
    const found = parts
      .filter(({ title }) =>
        title.toLowerCase().includes((query.search ?? '').toLowerCase()),
      )
      .sort((a, b) =>
        sort === 'title' ? a.title.localeCompare(b.title) : a[sort] - b[sort],
      );
    if (query.order === 'desc') found.reverse();
    const from = Number(query.cursor ?? 0);
    const to = from + (query.limit ?? 50);
    const sum = (key: 'micros' | 'previousMicros') =>
      parts.reduce((total, part) => total + part[key], 0);
    return {
      currency: CURRENCY,
      month,
      by: query.by,
      total: {
        id: 'total',
        title: 'Total',
        micros: sum('micros'),
        previousMicros: sum('previousMicros'),
      },
      forecast: { micros: Math.round(sum('micros') * 1.4), currency: CURRENCY },
      forecastRule: RULE,
      parts: found.slice(from, to).map((part, index) => ({
        ...part,
        forecastMicros: Math.round(part.micros * 1.4),
        budgetMicros:
          index % 3 === 2 || part.id === 'unattributed'
            ? undefined
            : part.micros * (index % 2 ? 1.2 : 2),
      })),
      totalParts: found.length,
      nextCursor: to < found.length ? String(to) : undefined,
      days,
      series: titled(Object.keys(daily)),
      sources: SOURCES.map(source => ({ ...source, until: this.#until() })),
    };
  }

  async getPriceList(): Promise<PriceListView> {
    this.#fail();
    return prices;
  }

  async priceOf(): Promise<Price> {
    throw new NotFoundError('The fake prices nothing');
  }

  #summaryOf(thing: Thing): CostSummary {
    const month = this.#now.toISOString().slice(0, 7);
    const spent = this.#partsOf(thing.environments, thing.since, month).reduce(
      (sum, { micros }) => sum + micros,
      0,
    );
    return {
      entityRef: thing.ref,
      currency: CURRENCY,
      monthToDateMicros: spent,
      ...(thing.since > 3
        ? {
            forecastMicros: Math.round(spent * 1.4),
            previousMonthMicros: Math.round(spent * 1.3),
          }
        : {}),
      budget:
        thing.budget === undefined
          ? undefined
          : { micros: thing.budget, from: 'annotation' },
      until: thing.since > 0 ? this.#until() : undefined,
      sample: thing.sample,
    };
  }

  #partsOf(
    daily: Record<string, number>,
    since: number,
    month = this.#now.toISOString().slice(0, 7),
  ): CostPart[] {
    const days = daysOf(daily, since, this.#now);
    const before = new Date(`${month}-01T00:00:00Z`);
    before.setUTCMonth(before.getUTCMonth() - 1);
    const now = sumsOf(days, month);
    const previous = sumsOf(
      days,
      before.toISOString().slice(0, 7),
      this.#now.getUTCDate(),
    );
    return titled(Object.keys(daily)).map(({ id, title }) => ({
      id,
      title,
      micros: now.get(id) ?? 0,
      previousMicros: previous.get(id) ?? 0,
    }));
  }

  #dailyBy(by: CostDimension): Record<string, number> {
    const daily: Record<string, number> = {};
    const add = (id: string, micros: number) => {
      daily[id] = (daily[id] ?? 0) + micros;
    };
    for (const { ref, environments, owner } of this.things) {
      for (const [environment, micros] of Object.entries(environments)) {
        if (by === 'entity') add(ref, micros);
        else if (by === 'group') add(owner, micros);
        else add(environment, micros);
      }
    }
    add('unattributed', 700_000);
    return daily;
  }

  #thing(entityRef: string): Thing {
    this.#fail();
    const thing = this.things.find(({ ref }) => ref === entityRef);
    if (!thing) throw new NotFoundError(`There is no cost of ${entityRef}`);
    return thing;
  }

  #fail() {
    if (this.error !== undefined) throw this.error;
  }

  #until() {
    return `${this.#now.toISOString().slice(0, 13)}:00:00Z`;
  }
}

function titled(ids: string[]) {
  return ids.map(id => ({
    id,
    title:
      id === 'unattributed'
        ? 'Unattributed'
        : id.slice(id.indexOf('/') + 1).replace(/^./, one => one.toUpperCase()),
  }));
}
