const WHOLE = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const DAY_MS = 86_400_000;

/** A moment to the second. */
export function wholeTime(at: string): string {
  return WHOLE.format(new Date(at));
}

/** The time of day of a moment, with the day where it was not in the last 24 hours. */
export function shortTime(at: string, now: number): string {
  const format = now - Date.parse(at) < DAY_MS ? TIME : DAY_AND_TIME;
  return format.format(new Date(at));
}
