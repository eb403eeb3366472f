import type { HealthVerdict } from './health';

/** How old what is known may be before it says nothing of now. What watches tells about trouble sooner. */
export const MAX_AGE_MS = 14_000;

/** How far a verdict's facts can be relied on. */
export interface Observation {
  /** RFC 3339, UTC: when they were known to be complete last; absent: never. */
  observedAt?: string;
  /** Why they cannot be relied on now; absent: they can. */
  trouble?: string;
}

/** Whether facts of then say something of now. */
export function isOutdated(
  { observedAt, trouble }: Observation,
  now: number,
): boolean {
  return (
    trouble !== undefined ||
    observedAt === undefined ||
    now - Date.parse(observedAt) > MAX_AGE_MS
  );
}

/** What can be said of something whose facts are too old: that it is not known, and what it was. */
export function outdatedVerdict(
  last: HealthVerdict | undefined,
  { observedAt, trouble }: Observation,
  now: number,
): HealthVerdict {
  const why = trouble ?? 'What is known of it is too old';
  return {
    status: 'Unknown',
    reason: observedAt === undefined ? 'NotSeenYet' : 'DataTooOld',
    message:
      last && observedAt !== undefined
        ? `${why}. When it was seen last, it was ${last.status}: ${last.message}`
        : why,
    since: observedAt ?? new Date(now).toISOString(),
    evidence: last && observedAt !== undefined ? last.evidence : [],
  };
}
