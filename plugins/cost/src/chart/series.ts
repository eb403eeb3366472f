import type { CostDay } from '@cairn/plugin-cost-common';

/** More colours than this cannot be told apart. */
export const MOST_SERIES = 6;
export const OTHER = 'other';
export const UNATTRIBUTED = 'unattributed';

export interface ChartSeries {
  id: string;
  title: string;
  /** Sum over all days. */
  micros: number;
  /** Which colour: `1` to `6`, or one of those that are no series of their own. */
  tone: string;
}

export interface ChartDay {
  date: string;
  /** Undefined: there are no rows of this day. */
  micros: number | undefined;
  partial: boolean;
  /** By series. Sums to `micros`. */
  parts: ReadonlyMap<string, number>;
}

export interface Chart {
  /** Largest first; `unattributed`, then `other` last. */
  series: ChartSeries[];
  /** Every day from the first to the last, also those without rows. */
  days: ChartDay[];
}

const DAY_MS = 86_400_000;

function dateAfter(date: string) {
  return new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
}

/** Makes what the server tells of days drawable, so that the parts of each day always sum to the day. */
export function chartOf(
  days: readonly CostDay[],
  series: ReadonlyArray<{ id: string; title: string }>,
): Chart {
  const totals = new Map<string, number>();
  for (const { parts } of days) {
    for (const { id, micros } of parts) {
      totals.set(id, (totals.get(id) ?? 0) + micros);
    }
  }
  const own = [...totals]
    .filter(([id]) => id !== OTHER && id !== UNATTRIBUTED)
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .slice(0, MOST_SERIES)
    .map(([id]) => id);
  const kept = new Set(totals.has(UNATTRIBUTED) ? [...own, UNATTRIBUTED] : own);
  const rows = filled(days.map(day => foldedDay(day, kept)));
  const hasOther = rows.some(({ parts }) => parts.has(OTHER));
  const titles = new Map(series.map(({ id, title }) => [id, title]));
  return {
    days: rows,
    series: [...kept, ...(hasOther ? [OTHER] : [])].map((id, index) => ({
      id,
      title: titles.get(id) ?? (id === OTHER ? 'Other' : id),
      micros: rows.reduce((sum, { parts }) => sum + (parts.get(id) ?? 0), 0),
      tone: kept.has(id) && id !== UNATTRIBUTED ? String(index + 1) : id,
    })),
  };
}

/** What is not kept, and what the parts do not explain, is other. */
function foldedDay(day: CostDay, kept: ReadonlySet<string>): ChartDay {
  const parts = new Map<string, number>();
  let rest = day.micros;
  for (const { id, micros } of day.parts) {
    if (!kept.has(id)) continue;
    parts.set(id, (parts.get(id) ?? 0) + micros);
    rest -= micros;
  }
  if (rest !== 0) parts.set(OTHER, rest);
  return {
    date: day.date,
    // Nothing on a day whose rows are not all there: not known, rather than free.
    micros: day.partial && day.micros === 0 ? undefined : day.micros,
    partial: day.partial,
    parts,
  };
}

function filled(days: ChartDay[]): ChartDay[] {
  const known = new Map(days.map(day => [day.date, day]));
  const dates = [...known.keys()].sort();
  const all: ChartDay[] = [];
  for (
    let date = dates[0];
    date !== undefined && date <= dates[dates.length - 1];
    date = dateAfter(date)
  ) {
    all.push(
      known.get(date) ?? {
        date,
        micros: undefined,
        partial: false,
        parts: new Map(),
      },
    );
  }
  return all;
}
