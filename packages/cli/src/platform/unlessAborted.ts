import { setTimeout as wait } from 'node:timers/promises';

const FOR_EVER_MS = 2 ** 31 - 1;

/**
 * Waits for work that may not listen to a signal, but not longer than until that is aborted.
 *
 * @throws AbortError once the signal is aborted, and what the work throws before
 */
export async function unlessAborted<T>(
  signal: AbortSignal,
  work: Promise<T> | undefined,
): Promise<T | undefined> {
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = wait(FOR_EVER_MS, undefined, {
    signal: AbortSignal.any([signal, done.signal]),
  });
  aborted.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
