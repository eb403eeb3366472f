/** A class's lifetime in hours: `72 h` as `3 days`. */
export function lifetimeWords(hours: number | undefined): string {
  if (hours === undefined) return 'Until you destroy it';
  if (hours % 24 !== 0) return hours === 1 ? '1 hour' : `${hours} hours`;
  return hours === 24 ? '1 day' : `${hours / 24} days`;
}
