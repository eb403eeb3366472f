import type { CostDay } from '@cairn/plugin-cost-common';

const DAY_MS = 86_400_000;

/** The dates of the last days, `to` the last, as `YYYY-MM-DD`. */
export function lastDates(count: number, to: Date): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(to.getTime() - (count - 1 - index) * DAY_MS)
      .toISOString()
      .slice(0, 10),
  );
}

/** Days that cost about so much a part, a little more each week and less at its end. The last is half over. */
export function daysOf(
  daily: Record<string, number>,
  count: number,
  to: Date,
): CostDay[] {
  return lastDates(count, to).map((date, index) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const partial = index === count - 1;
    const factor =
      (weekday === 0 || weekday === 6 ? 0.7 : 1) *
      (0.8 + (0.4 * index) / count) *
      (partial ? 0.5 : 1);
    const parts = Object.entries(daily).map(([id, micros], at) => ({
      id,
      micros: Math.round(micros * factor * (1 + 0.1 * Math.sin(index + at))),
    }));
    return {
      date,
      micros: parts.reduce((sum, { micros }) => sum + micros, 0),
      parts,
      partial,
    };
  });
}

/** Sum of each part over the days of a month up to a day of it. */
export function sumsOf(days: CostDay[], month: string, lastDay = 31) {
  const sums = new Map<string, number>();
  for (const { date, parts } of days) {
    if (!date.startsWith(month) || Number(date.slice(8)) > lastDay) continue;
    for (const { id, micros } of parts) {
      sums.set(id, (sums.get(id) ?? 0) + micros);
    }
  }
  return sums;
}
