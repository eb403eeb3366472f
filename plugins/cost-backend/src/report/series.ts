import type { CostDay } from '@cairn/plugin-cost-common';

/** A cost of a day, and the part that it belongs to. */
export interface DatedPart {
  id: string;
  date: string;
  micros: number;
}

/** What stands for all parts beyond the largest. */
export const OTHER = 'other';

const MOST_SERIES = 6;

/**
 * Days in order, each split by the same parts: the six largest of all days together, then `other`. The parts of a day add up to it, and
 * all of them to everything that was given.
 *
 * @param dates - all days to show, also those on which nothing cost anything
 */
export function stack(
  rows: readonly DatedPart[],
  dates: readonly string[],
  isPartial: (date: string) => boolean,
): { days: CostDay[]; ids: string[] } {
  const shown = new Set(dates);
  const totals = new Map<string, number>();
  for (const { id, date, micros } of rows) {
    if (shown.has(date)) {
      totals.set(id, (totals.get(id) ?? 0) + micros);
    }
  }
  const bySize = [...totals].sort(
    ([a, one], [b, other]) => other - one || (a < b ? -1 : 1),
  );
  const largest = bySize.slice(0, MOST_SERIES).map(([id]) => id);
  const ids = bySize.length > MOST_SERIES ? [...largest, OTHER] : largest;
  const kept = new Set(largest);
  const byDate = new Map<string, Map<string, number>>();
  for (const { id, date, micros } of rows) {
    const parts = byDate.get(date) ?? new Map<string, number>();
    const part = kept.has(id) ? id : OTHER;
    parts.set(part, (parts.get(part) ?? 0) + micros);
    byDate.set(date, parts);
  }
  return {
    ids,
    days: dates.map(date => {
      const of = byDate.get(date);
      const parts = ids.map(id => ({ id, micros: of?.get(id) ?? 0 }));
      return {
        date,
        micros: parts.reduce((sum, { micros }) => sum + micros, 0),
        parts,
        partial: isPartial(date),
      };
    }),
  };
}

/** Every date of a range, both ends included. */
export function datesBetween(
  from: string,
  to: string,
  next: (date: string) => string,
): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = next(date)) {
    dates.push(date);
  }
  return dates;
}
