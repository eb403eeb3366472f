import type { ObservationClock } from '../observe/Watches';

/** Nothing is known but what was written. */
export const writtenOnly: ObservationClock = { observedAt: () => undefined };

/**
 * When something was looked at last. What is watched is not written again as long as it stays the same, and is right as of
 * the last word of its cluster all the same.
 *
 * @param written - RFC 3339; null or undefined: it was not looked at yet, whatever its cluster says
 */
export function lookedAt(
  written: string | null | undefined,
  clock: string | undefined,
): string | undefined {
  if (!written) {
    return undefined;
  }
  return clock !== undefined && clock > written ? clock : written;
}
