import type { GapRow } from '../store/rows';

/**
 * Whether rows of a day are missing: it is not over, or one of the sources that the rows are of was not asked for a part of it.
 *
 * @param sources - of which the rows are
 */
export function partialDays(
  gaps: readonly GapRow[],
  sources: ReadonlySet<string>,
  today: string,
): (date: string) => boolean {
  const spans = gaps
    .filter(({ source_id }) => sources.has(source_id))
    .map(({ from_time, to_time }) => ({
      from: from_time.slice(0, 10),
      // A gap that ends at midnight takes nothing of the day that begins.
      to: new Date(Date.parse(to_time) - 1).toISOString().slice(0, 10),
    }));
  return date =>
    date >= today || spans.some(({ from, to }) => date >= from && date <= to);
}
