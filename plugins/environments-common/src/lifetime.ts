/**
 * Hours of a lifetime as a class writes it.
 *
 * @param ttl - whole hours or days, for example `72h` or `14d`
 * @throws RangeError where it is neither
 */
export function lifetimeHours(ttl: string): number {
  const match = /^([1-9][0-9]*)([hd])$/.exec(ttl);
  if (!match) {
    throw new RangeError(
      `Lifetime '${ttl}' is neither hours nor days, for example 72h or 14d`,
    );
  }
  return Number(match[1]) * (match[2] === 'd' ? 24 : 1);
}
