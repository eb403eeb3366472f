import { setTimeout as delay } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import { ClusterUnavailableError } from '../errors';

/** What controllers do at once takes them some ten milliseconds. */
const FIRST_MS = 15;
const LONGEST_MS = 1_000;

/** What a look at the thing waited for found. */
export type Look<T> = { done: true; value: T } | { done: false; why: string };

/**
 * Looks again and again until it is done, at longer and longer intervals of at most a second. A cluster that does not
 * answer is waited for as well.
 *
 * @param options.what - Completes "waiting for …".
 * @param options.progress - Told why it waits, whenever the reason changes.
 * @throws ServiceUnavailableError after `timeoutMs`, with the last reason. What `look` throws ends the wait.
 */
export async function waitFor<T>(
  look: () => Promise<Look<T>>,
  options: {
    what: string;
    timeoutMs: number;
    signal?: AbortSignal;
    progress?: (message: string) => void;
  },
): Promise<T> {
  const deadline = Date.now() + options.timeoutMs;
  let told: string | undefined;
  for (
    let interval = FIRST_MS;
    ;
    interval = Math.min(interval * 1.6, LONGEST_MS)
  ) {
    let why: string;
    try {
      const seen = await look();
      if (seen.done) {
        return seen.value;
      }
      why = seen.why;
    } catch (error) {
      if (!(error instanceof ClusterUnavailableError)) {
        throw error;
      }
      why = error.message;
    }
    if (Date.now() >= deadline) {
      throw new ServiceUnavailableError(
        `Gave up waiting for ${options.what} after ${
          options.timeoutMs / 1000
        } s: ${why}`,
      );
    }
    if (why !== told) {
      told = why;
      options.progress?.(`Waiting for ${options.what}: ${why}`);
    }
    await delay(interval, undefined, { signal: options.signal });
  }
}
