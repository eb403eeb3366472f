/** Months, days and hours are those of UTC, so no day has 23 or 25 hours. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `YYYY-MM-DDTHH:00:00Z`. */
export function hourOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 13)}:00:00Z`;
}

/** End of an hour, in the same form. */
export function endOfHour(hour: string): string {
  return hourOf(Date.parse(hour) + HOUR_MS);
}

/** `YYYY-MM-DD`. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
}

/** How many days lie between two dates: one, from a day to the next. */
export function daysBetween(from: string, to: string): number {
  return Math.round(
    (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS,
  );
}

/** `YYYY-MM`. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** First and last day of a month. */
export function daysOfMonth(month: string): { first: string; last: string } {
  const first = `${month}-01`;
  const [year, number] = month.split('-').map(Number);
  return { first, last: dateOf(Date.UTC(year, number, 0)) };
}

export function previousMonth(month: string): string {
  return monthOf(addDays(`${month}-01`, -1));
}

/** Parts of an interval by the hour they are in, in whole seconds; together they are the interval. */
export function secondsByHour(
  from: number,
  to: number,
): Array<{ hour: string; seconds: number }> {
  const parts: Array<{ hour: string; seconds: number }> = [];
  let start = Math.floor(from / 1000) * 1000;
  const end = Math.floor(to / 1000) * 1000;
  while (start < end) {
    const next = Math.min(end, (Math.floor(start / HOUR_MS) + 1) * HOUR_MS);
    parts.push({ hour: hourOf(start), seconds: (next - start) / 1000 });
    start = next;
  }
  return parts;
}
