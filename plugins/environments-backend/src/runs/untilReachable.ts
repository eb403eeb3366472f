import { setTimeout as delay } from 'node:timers/promises';
import { isRepeatable, MOST_TRIES, pauseBefore } from './repeatable';

/**
 * Begins anew what may be repeated, as often as a step would be, while a system gives no answer.
 *
 * @param options.waiting - Told why it is going to be tried again.
 * @throws what `work` throws: at once where that is no answer to wait for
 */
export async function untilReachable<T>(
  work: () => Promise<T>,
  options: {
    signal: AbortSignal;
    waiting: (error: unknown) => void;
    /** Milliseconds before the next try. */
    pause?: (tries: number) => number;
  },
): Promise<T> {
  const { signal, waiting, pause = pauseBefore } = options;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isRepeatable(error) || tries >= MOST_TRIES) {
        throw error;
      }
      waiting(error);
      await delay(pause(tries), undefined, { signal });
    }
  }
}
