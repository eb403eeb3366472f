const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in milliseconds, in the units that matter: `0.4 s`, `4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function durationWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  const parts = (
    large: number,
    largeUnit: string,
    small: number,
    smallUnit: string,
  ) => {
    const first = Math.floor(ms / large);
    const second = Math.floor((ms % large) / small);
    return second === 0
      ? `${first} ${largeUnit}`
      : `${first} ${largeUnit} ${second} ${smallUnit}`;
  };
  if (ms < SECOND)
    return `${(Math.ceil(ms / 100) / 10).toFixed(ms === 0 ? 0 : 1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return parts(MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return parts(HOUR, 'h', MINUTE, 'min');
  return parts(DAY, 'd', HOUR, 'h');
}

/** The largest unit of a duration in milliseconds: `2 min`, `3 h`, `12 d`. */
export function roughWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

/** `just now`, `12 s ago`, `3 d ago`. */
export function agoWords(milliseconds: number): string {
  return milliseconds < 5 * SECOND
    ? 'just now'
    : `${roughWords(milliseconds)} ago`;
}

/** Milliseconds from one RFC 3339 time to another, or to now. */
export function between(from: string, to: string | number): number {
  return (typeof to === 'number' ? to : Date.parse(to)) - Date.parse(from);
}
