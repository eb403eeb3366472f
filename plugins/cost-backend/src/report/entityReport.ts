import type {
  CostDimension,
  CostPart,
  CostReport,
  CostSource,
  CostSummary,
} from '@cairn/plugin-cost-common';
import type { EntityDay, SummaryDay } from '../store/DaysStore';
import { addDays, daysBetween, monthOf } from '../time';
import { forecast, FORECAST_RULE, sum } from './forecast';
import { monthWindow } from './months';
import { datesBetween, OTHER, stack } from './series';

/** Names of what is paid for, as people call it. */
export const resourceTitles: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'Memory',
  storage: 'Storage',
  'load-balancer': 'Load balancers',
};

export interface ReportFacts {
  entityRef: string;
  currency: string;
  budget?: CostSummary['budget'];
  /** `YYYY-MM-DD`. */
  today: string;
  isPartial: (date: string) => boolean;
}

/** From which day on rows are needed for a summary. */
export function summaryFrom(today: string): string {
  const { wholePrevious } = monthWindow(monthOf(today), today);
  // In the first days of a month the mean is of days of the month before, which is a month long enough.
  return wholePrevious.first;
}

/** The month of an entity; undefined where it has no rows. */
export function summarize(
  rows: ReadonlyArray<Pick<SummaryDay, 'date' | 'micros' | 'sample' | 'until'>>,
  { entityRef, currency, budget, today, isPartial }: ReportFacts,
): CostSummary | undefined {
  if (rows.length === 0) {
    return undefined;
  }
  const window = monthWindow(monthOf(today), today);
  const byDate = new Map<string, number>();
  for (const { date, micros } of rows) {
    byDate.set(date, (byDate.get(date) ?? 0) + micros);
  }
  const { first, last } = window.wholePrevious;
  const hasPrevious = rows.some(({ date }) => date >= first && date <= last);
  const expected = forecast(byDate, today, isPartial);
  return {
    entityRef,
    currency,
    monthToDateMicros: sum(byDate, window.first, today),
    ...(expected !== undefined && { forecastMicros: expected }),
    ...(hasPrevious && { previousMonthMicros: sum(byDate, first, last) }),
    ...(budget && { budget }),
    until: rows.reduce(
      (newest, { until }) => (until > newest ? until : newest),
      rows[0].until,
    ),
    sample: rows.some(row => row.sample),
  };
}

/** Everything about one entity. Pure: sums of what is given, in whole micro-units. */
export function entityReport(
  rows: readonly EntityDay[],
  facts: ReportFacts & {
    days: number;
    split: 'environment' | 'resource';
    sources: CostSource[];
    priceList: CostReport['priceList'];
    unpriced: NonNullable<CostReport['unpriced']>;
  },
): CostReport {
  const { entityRef, currency, budget, today, isPartial, split } = facts;
  const window = monthWindow(monthOf(today), today);
  const from = addDays(today, 1 - facts.days);
  const dates = rows.map(({ date }) => date);
  const firstDate = dates.reduce((a, b) => (b < a ? b : a), today);
  const shown = datesBetween(from > firstDate ? from : firstDate, today, date =>
    addDays(date, 1),
  );
  const { days, ids } = stack(
    rows.map(row => ({ ...row, id: row[split] })),
    rows.length > 0 ? shown : [],
    isPartial,
  );
  const summary = summarize(rows, facts) ?? {
    entityRef,
    currency,
    monthToDateMicros: 0,
    ...(budget && { budget }),
    sample: false,
  };
  const dimensions: CostDimension[] = ['environment', 'resource'];
  return {
    ...summary,
    forecastRule: FORECAST_RULE,
    days,
    series: ids.map(id => ({ id, title: titleOf(split, id) })),
    breakdown: dimensions.map(dimension => ({
      dimension,
      parts: partsOf(
        rows.map(row => ({
          id: dimension === 'resource' ? row.resource : row.environment,
          date: row.date,
          micros: row.micros,
        })),
        window,
        id => titleOf(dimension, id),
      ),
    })),
    usageUnknown:
      'No source of metrics is configured, so what was asked for cannot be compared with what was used.',
    sources: facts.sources,
    priceList: facts.priceList,
    ...(facts.unpriced.length > 0 && { unpriced: facts.unpriced }),
  };
}

/** Parts of a month and of the same days of the month before, largest first. Those that cost nothing in both are left out. */
export function partsOf(
  rows: ReadonlyArray<{ id: string; date: string; micros: number }>,
  { first, last, previous }: ReturnType<typeof monthWindow>,
  titleOfPart: (id: string) => string,
): CostPart[] {
  const parts = new Map<string, CostPart>();
  for (const { id, date, micros } of rows) {
    const isNow = date >= first && date <= last;
    if (isNow || (date >= previous.first && date <= previous.last)) {
      const part = parts.get(id) ?? {
        id,
        title: titleOfPart(id),
        micros: 0,
        previousMicros: 0,
      };
      parts.set(id, {
        ...part,
        micros: part.micros + (isNow ? micros : 0),
        previousMicros: part.previousMicros + (isNow ? 0 : micros),
      });
    }
  }
  return [...parts.values()]
    .filter(({ micros, previousMicros }) => micros > 0 || previousMicros > 0)
    .sort((a, b) => b.micros - a.micros || (a.id < b.id ? -1 : 1));
}

function titleOf(dimension: string, id: string): string {
  if (id === OTHER) {
    return 'Other';
  }
  return dimension === 'resource' ? resourceTitles[id] ?? id : id;
}

/** How many days back rows are needed for a report. */
export function reportFrom(today: string, days: number): string {
  const byDays = addDays(today, 1 - days);
  const byMonth = summaryFrom(today);
  return daysBetween(byDays, byMonth) > 0 ? byDays : byMonth;
}
