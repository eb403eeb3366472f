import { daysOfMonth, monthOf, previousMonth } from '../time';

/** The month that is looked at, as far as it is over, and what it is compared with. */
export interface MonthWindow {
  month: string;
  first: string;
  /** The last day that is counted: today, or the end of a month that is over. */
  last: string;
  /** The days of the month before that have the same numbers. */
  previous: { first: string; last: string };
  /** All of the month before. */
  wholePrevious: { first: string; last: string };
  /** Today is in it. */
  isCurrent: boolean;
}

/** @param month - `YYYY-MM`; a month to come has no days yet */
export function monthWindow(month: string, today: string): MonthWindow {
  const { first, last: end } = daysOfMonth(month);
  const isCurrent = month === monthOf(today);
  const last = isCurrent ? today : end;
  const wholePrevious = daysOfMonth(previousMonth(month));
  const sameNumber = `${previousMonth(month)}${last.slice(7)}`;
  return {
    month,
    first,
    last,
    previous: {
      first: wholePrevious.first,
      // The 31st has none in a shorter month, and a whole month is compared with a whole one.
      last:
        sameNumber > wholePrevious.last || last === end
          ? wholePrevious.last
          : sameNumber,
    },
    wholePrevious,
    isCurrent,
  };
}
