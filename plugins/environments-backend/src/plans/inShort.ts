import type { PlanDifference } from '@cairn/plugin-environments-common';

/** More of them is a list to look at and no sentence. */
const MOST_NAMED = 3;

/** The first differences, and how many there are beside: `one; two; three; and 4 more`. */
export function inShort(differences: PlanDifference[]): string {
  const more = differences.length - MOST_NAMED;
  return [
    ...differences.slice(0, MOST_NAMED).map(({ what }) => what),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ');
}
