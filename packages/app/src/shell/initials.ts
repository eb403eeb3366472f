/** The first letters of the first and last word of a name, for a round picture: "Amara Okafor" is "AO". */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = words.at(0) ?? '';
  const last = words.length > 1 ? words.at(-1) ?? '' : '';
  return [first, last]
    .map(word => Array.from(word).at(0) ?? '')
    .join('')
    .toLocaleUpperCase('en-US');
}
