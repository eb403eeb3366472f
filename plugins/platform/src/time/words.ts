const UNITS: Array<[seconds: number, word: string]> = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** Seconds as people say them: `a moment`, `40 seconds`, `4 minutes`, `2 days`. */
export function inWords(seconds: number): string {
  if (seconds < 2) {
    return 'a moment';
  }
  for (const [length, word] of UNITS) {
    const count = Math.round(seconds / length);
    if (seconds >= length) {
      return `${count} ${word}${count === 1 ? '' : 's'}`;
    }
  }
  return `${Math.round(seconds)} seconds`;
}

/** An estimate, so no more exact than it is: `less than a minute`, `about 4 minutes`. */
export function aboutInWords(seconds: number): string {
  return seconds < 60
    ? 'less than a minute'
    : `about ${inWords(Math.ceil(seconds / 60) * 60)}`;
}
