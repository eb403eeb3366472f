/** The value in the middle; of an even count, the mean of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/**
 * The value below which so many per cent lie, between the two nearest where none lies there exactly.
 *
 * @throws Error where there is no value.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new Error('There is nothing to take a percentile of.');
  }
  return below + (above - below) * (position - Math.floor(position));
}
