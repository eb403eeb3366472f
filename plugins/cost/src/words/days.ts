const UTC_DAY = new Intl.DateTimeFormat(undefined, {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const UTC_SHORT_DAY = new Intl.DateTimeFormat(undefined, {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
});
const UTC_MONTH = new Intl.DateTimeFormat(undefined, {
  timeZone: 'UTC',
  month: 'long',
  year: 'numeric',
});
const UTC_MONTH_NAME = new Intl.DateTimeFormat(undefined, {
  timeZone: 'UTC',
  month: 'long',
});

/** `2026-11-22` with its weekday. */
export function dayWords(date: string): string {
  return UTC_DAY.format(new Date(`${date}T00:00:00Z`));
}

/** `2026-11-22` without its weekday, for an axis. */
export function shortDayWords(date: string): string {
  return UTC_SHORT_DAY.format(new Date(`${date}T00:00:00Z`));
}

/** `2026-11` with its year. */
export function monthWords(month: string): string {
  return UTC_MONTH.format(new Date(`${month}-01T00:00:00Z`));
}

/** `2026-11` by its name alone. */
export function monthName(month: string): string {
  return UTC_MONTH_NAME.format(new Date(`${month}-01T00:00:00Z`));
}

/** The month of a time, UTC, as `YYYY-MM`. */
export function monthOf(time: number | string): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** A month `YYYY-MM` that many months later, or before where it is negative. */
export function monthAfter(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return monthOf(date.getTime());
}

/** The days of the month before that have the numbers of those of this month up to a time: `Oct 1 – 22`. */
export function sameDaysBefore(until: string): string {
  const month = monthAfter(monthOf(until), -1);
  const first = new Date(`${month}-01T00:00:00Z`);
  const last = new Date(first);
  // A month may be shorter than this one: its last day then.
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  last.setUTCDate(Math.min(new Date(until).getUTCDate(), last.getUTCDate()));
  return UTC_SHORT_DAY.formatRange(first, last);
}
