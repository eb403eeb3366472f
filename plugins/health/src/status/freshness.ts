import type { HealthVerdict } from '@cairn/plugin-health-common';

/** What was last seen longer ago than this is no longer shown as how it is, but as how it was. The page asks every 20 s. */
export const STALE_AFTER_MS = 60_000;

/**
 * Whether what is known of something is too old to be taken for how it is now: the backend says so, or the portal itself
 * has not answered for too long.
 *
 * @param now - Milliseconds.
 */
export function isStale(
  known: { verdict: HealthVerdict; observedAt?: string },
  now: number,
): boolean {
  const { verdict, observedAt } = known;
  return (
    verdict.reason === 'DataTooOld' ||
    (observedAt !== undefined && now - Date.parse(observedAt) > STALE_AFTER_MS)
  );
}
