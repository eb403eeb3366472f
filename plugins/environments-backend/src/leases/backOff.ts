const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;

/** How long to wait after so many attempts failed: a minute, doubled each time, an hour at most. */
export function backOffMs(attempts: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
}
