import { addDays, daysBetween, daysOfMonth, monthOf } from '../time';

/** As a person reads it. Changes with {@link forecast}. */
export const FORECAST_RULE =
  'The complete days of this month, and for each day that is left, today included, the mean of the last 7 complete days. None with fewer than 3 complete days; never less than what was counted already.';

const MOST_DAYS = 7;
const LEAST_DAYS = 3;

/**
 * What a month will have cost.
 *
 * @param byDate - micro-units of each day; days that are not there cost nothing
 * @param today - `YYYY-MM-DD`, the day that is not over
 * @param isPartial - whether rows of a day are missing
 * @returns undefined where too little is known
 */
export function forecast(
  byDate: ReadonlyMap<string, number>,
  today: string,
  isPartial: (date: string) => boolean,
): number | undefined {
  const known = [...byDate.keys()].filter(date => date < today).sort();
  if (known.length === 0) {
    return undefined;
  }
  const complete: number[] = [];
  for (
    let date = addDays(today, -1);
    date >= known[0] && complete.length < MOST_DAYS;
    date = addDays(date, -1)
  ) {
    if (!isPartial(date)) {
      complete.push(byDate.get(date) ?? 0);
    }
    if (daysBetween(date, today) > 2 * MOST_DAYS) {
      break;
    }
  }
  if (complete.length < LEAST_DAYS) {
    return undefined;
  }
  const mean = complete.reduce((a, b) => a + b, 0) / complete.length;
  const { first, last } = daysOfMonth(monthOf(today));
  const counted = sum(byDate, first, addDays(today, -1));
  const left = daysBetween(today, last) + 1;
  return Math.max(
    counted + Math.round(mean * left),
    counted + (byDate.get(today) ?? 0),
  );
}

/** Of all days from one to another, both included. */
export function sum(
  byDate: ReadonlyMap<string, number>,
  from: string,
  to: string,
): number {
  let micros = 0;
  for (const [date, value] of byDate) {
    if (date >= from && date <= to) {
      micros += value;
    }
  }
  return micros;
}
