const HOUR_MS = 3_600_000;

/** Hours before the end at which people are warned. */
export const WARNING_HOURS = [72, 24, 1] as const;

/**
 * The warnings that are due: hours before the end, the most urgent first. Of an environment that lives shorter than a
 * warning is early, that warning says nothing that was not known when it was made; where that is so of all, there is one in the
 * middle of its life.
 */
export function dueWarnings(
  lease: { expiresAt?: string; ttlHours?: number },
  now: Date,
): number[] {
  if (!lease.expiresAt) {
    return [];
  }
  const left = Date.parse(lease.expiresAt) - now.getTime();
  if (left <= 0) {
    return [];
  }
  return warningHours(lease.ttlHours)
    .filter(hours => left <= hours * HOUR_MS)
    .sort((a, b) => a - b);
}

function warningHours(ttlHours: number | undefined): readonly number[] {
  if (ttlHours === undefined) {
    return WARNING_HOURS;
  }
  const sooner = WARNING_HOURS.filter(hours => hours < ttlHours);
  return sooner.length > 0 ? sooner : [ttlHours / 2];
}
