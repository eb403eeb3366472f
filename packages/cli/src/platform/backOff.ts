/** Milliseconds before the first new start. */
export const FIRST_DELAY_MS = 500;
/** Milliseconds that a wait never exceeds. */
export const MAX_DELAY_MS = 30_000;
/** After so many milliseconds of work without a fault the next one counts as the first. */
export const FORGIVEN_AFTER_MS = 60_000;

/**
 * Milliseconds to wait before start number `failures` after a failure (1 for the first): doubled each time, bounded, and
 * spread over the upper half so that parts that failed together do not come back together.
 *
 * @param random - From 0 to 1.
 */
export function backOffDelay(failures: number, random: number): number {
  const full = Math.min(
    MAX_DELAY_MS,
    FIRST_DELAY_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 16),
  );
  return Math.round(full / 2 + (full / 2) * random);
}
