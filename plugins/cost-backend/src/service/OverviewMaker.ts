import { InputError } from '@backstage/errors';
import type {
  CostDimension,
  CostOverview,
  CostQuery,
} from '@cairn/plugin-cost-common';
import type { Inventory } from '../attribution/Inventory';
import type { CatalogIndex, KnownEntities } from '../catalog/CatalogIndex';
import { budgetOf } from '../report/budget';
import { partsOf, resourceTitles } from '../report/entityReport';
import { toldSources } from '../report/countedUntil';
import { forecast, FORECAST_RULE } from '../report/forecast';
import { partialDays } from '../report/gaps';
import { monthWindow } from '../report/months';
import { datesBetween, OTHER, stack } from '../report/series';
import type {
  DaysStore,
  OverviewColumn,
  VisibleRows,
} from '../store/DaysStore';
import type { SourcesStore } from '../store/SourcesStore';
import { addDays, monthOf } from '../time';

/** What nothing claims. */
const UNATTRIBUTED = 'unattributed';

const DEFAULT_LIMIT = 50;

const columns: Record<CostDimension, OverviewColumn> = {
  group: 'group_ref',
  system: 'system_ref',
  entity: 'entity_ref',
  environment: 'environment',
  class: 'class_name',
  resource: 'resource',
};

const withoutTitles: Partial<Record<CostDimension, string>> = {
  system: 'Without a system',
  class: 'Without a class',
};

/** The Costs page: a month by one dimension, of what may be seen. */
export class OverviewMaker {
  readonly #days: DaysStore;
  readonly #sources: SourcesStore;
  readonly #catalog: Pick<CatalogIndex, 'get'>;
  readonly #inventory: Inventory;

  constructor(options: {
    days: DaysStore;
    sources: SourcesStore;
    catalog: Pick<CatalogIndex, 'get'>;
    inventory: Inventory;
  }) {
    this.#days = options.days;
    this.#sources = options.sources;
    this.#catalog = options.catalog;
    this.#inventory = options.inventory;
  }

  async make(
    query: CostQuery,
    visible: VisibleRows,
    { currency, today }: { currency: string; today: string },
  ): Promise<CostOverview> {
    const { by } = query;
    const month = query.month ?? monthOf(today);
    if (month > monthOf(today)) {
      throw new InputError(`month must not be after ${monthOf(today)}`);
    }
    const window = monthWindow(month, today);
    const range = {
      from: window.wholePrevious.first,
      to: window.last,
      currency,
    };
    const [rows, untilBySource, { sources, gaps }, entities] =
      await Promise.all([
        this.#days.byPart(columns[by], range, visible),
        this.#days.sourcesOf(range, visible),
        this.#sources.list(),
        this.#catalog.get(),
      ]);
    const dated = rows.map(({ part, date, micros }) => ({
      id: part ?? UNATTRIBUTED,
      date,
      micros,
    }));
    const titleOf = (id: string) => titleOfPart(by, id, entities);
    const isPartial = partialDays(gaps, new Set(untilBySource.keys()), today);
    const budgets = await this.#budgets(by, entities, currency);
    const forecastOf = (of: typeof dated) =>
      window.isCurrent ? forecast(byDate(of), today, isPartial) : undefined;

    const [total] = partsOf(
      dated.map(row => ({ ...row, id: 'total' })),
      window,
      () => 'Total',
    );
    const expected = forecastOf(dated);
    const parts = sorted(
      partsOf(dated, window, titleOf).filter(({ id, title }) =>
        matches(query.search, id, title),
      ),
      query,
    );
    const byPart = new Map<string, typeof dated>();
    for (const row of dated) {
      const others = byPart.get(row.id);
      if (others) {
        others.push(row);
      } else {
        byPart.set(row.id, [row]);
      }
    }
    const offset = query.cursor ? offsetOf(query.cursor) : 0;
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { days, ids } = stack(
      dated,
      datesBetween(window.first, window.last, date => addDays(date, 1)),
      isPartial,
    );
    return {
      currency,
      month,
      total: total ?? {
        id: 'total',
        title: 'Total',
        micros: 0,
        previousMicros: 0,
      },
      ...(expected !== undefined && {
        forecast: { micros: expected, currency },
      }),
      forecastRule: FORECAST_RULE,
      by,
      parts: parts.slice(offset, offset + limit).map(part => {
        const partForecast = forecastOf(byPart.get(part.id) ?? []);
        const budget = budgets(part.id);
        return {
          ...part,
          ...(partForecast !== undefined && { forecastMicros: partForecast }),
          ...(budget !== undefined && { budgetMicros: budget }),
        };
      }),
      totalParts: parts.length,
      ...(offset + limit < parts.length && {
        nextCursor: cursorOf(offset + limit),
      }),
      days,
      series: ids.map(id => ({ id, title: titleOf(id) })),
      sources: toldSources(sources, untilBySource),
    };
  }

  /** Groups, systems and classes have no budgets of their own. */
  async #budgets(
    by: CostDimension,
    entities: KnownEntities,
    currency: string,
  ): Promise<(id: string) => number | undefined> {
    if (by !== 'entity' && by !== 'environment') {
      return () => undefined;
    }
    const environments = (await this.#inventory.get()) ?? [];
    return id => {
      const ref = by === 'entity' ? id : `resource:default/${id}`;
      const entity = entities.get(ref) ?? { ref, annotations: {} };
      return budgetOf(entity, environments, currency)?.micros;
    };
  }
}

function byDate(rows: ReadonlyArray<{ date: string; micros: number }>) {
  const sums = new Map<string, number>();
  for (const { date, micros } of rows) {
    sums.set(date, (sums.get(date) ?? 0) + micros);
  }
  return sums;
}

function titleOfPart(
  by: CostDimension,
  id: string,
  entities: KnownEntities,
): string {
  if (id === OTHER) {
    return 'Other';
  }
  if (id === UNATTRIBUTED) {
    return withoutTitles[by] ?? 'Unattributed';
  }
  if (by === 'resource') {
    return resourceTitles[id] ?? id;
  }
  return entities.get(id)?.title ?? id.slice(id.lastIndexOf('/') + 1);
}

function matches(search: string | undefined, id: string, title: string) {
  const wanted = search?.toLocaleLowerCase('en-US');
  return (
    !wanted ||
    id.toLocaleLowerCase('en-US').includes(wanted) ||
    title.toLocaleLowerCase('en-US').includes(wanted)
  );
}

function sorted<
  T extends {
    id: string;
    title: string;
    micros: number;
    previousMicros: number;
  },
>(parts: T[], { sort = 'micros', order }: CostQuery): T[] {
  const sign =
    (order ?? (sort === 'title' ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
  return [...parts].sort((a, b) => {
    const difference =
      sort === 'title'
        ? a.title.localeCompare(b.title, 'en-US')
        : a[sort] - b[sort];
    return sign * difference || (a.id < b.id ? -1 : 1);
  });
}

function cursorOf(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

/** @throws InputError */
function offsetOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError('cursor must be the nextCursor of a page before');
  }
  return Number(text);
}
