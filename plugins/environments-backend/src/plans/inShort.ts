import type { PlanDifference } from '@cairn/plugin-environments-common';

/** More of them is a list to look at and no sentence. */
const MOST_NAMED = 3;

/** One difference with its reason. */
export function inFull({ what, reason }: PlanDifference): string {
  return reason ? `${what} (${reason})` : what;
}

/** The first differences, and how many there are beside: `one; two; three; and 4 more`. */
export function inShort(
  differences: PlanDifference[],
  say: (one: PlanDifference) => string = ({ what }) => what,
): string {
  const more = differences.length - MOST_NAMED;
  return [
    ...differences.slice(0, MOST_NAMED).map(say),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ');
}
