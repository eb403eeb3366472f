import { randomInt } from 'node:crypto';

let last = 0;

/** An id for a run: 9 characters of time, in which ids sort, and 6 at random. Later calls of one process give later ids. */
export function newRunId(now: number = Date.now()): string {
  last = Math.max(now, last + 1);
  const random = randomInt(36 ** 6).toString(36);
  return `${last.toString(36).padStart(9, '0')}-${random.padStart(6, '0')}`;
}
