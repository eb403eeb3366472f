import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;

/**
 * Looks again and again until it is so.
 *
 * @param what - What is waited for, as the end of "It did not come to be that …".
 * @param look - Its answer once it is so, undefined until then.
 * @throws Error after the deadline, with what was waited for.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  deadlineMs = 60_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await look();
    if (answer !== undefined) return answer;
    if (Date.now() > end) {
      throw new Error(
        `It did not come to be that ${what}, in ${deadlineMs / 1000} s.`,
      );
    }
    await wait(LOOK_EVERY_MS);
  }
}
