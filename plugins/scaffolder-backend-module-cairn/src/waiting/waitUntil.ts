import { setTimeout as pause } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';

const INTERVAL_MS = 500;
/** What has not changed is said again this often, so that nobody takes silence for a standstill. */
const REMIND_MS = 15_000;

/** What a look found: it, or why it is not there yet, as a clause. */
export type Look<T> = { value: T } | { why: string };

/**
 * Looks again and again until it is there, and says what it waits for, since when, and who can end it.
 *
 * @throws ServiceUnavailableError after `timeoutMs`, with the last reason. What `look` throws ends the wait.
 */
export async function waitUntil<T>(
  look: () => Promise<Look<T>>,
  options: {
    /** Completes "Waiting for …". */
    what: string;
    /** Who or what can end it, as a sentence. */
    who: string;
    timeoutMs: number;
    signal?: AbortSignal;
    say: (line: string) => void;
  },
): Promise<T> {
  const began = new Date();
  const since = began.toISOString().slice(11, 19);
  let told: { why: string; at: number } | undefined;
  for (;;) {
    const found = await look();
    if ('value' in found) {
      return found.value;
    }
    const now = Date.now();
    const why = found.why.replace(/\.$/, '');
    if (why !== told?.why || now - told.at >= REMIND_MS) {
      told = { why, at: now };
      options.say(
        `Waiting for ${options.what} since ${since} UTC: ${why}. ${options.who}`,
      );
    }
    if (now - began.getTime() >= options.timeoutMs) {
      throw new ServiceUnavailableError(
        `Waited ${Math.round(options.timeoutMs / 1000)} seconds for ${
          options.what
        }: ${why}. ${options.who} Then go on from here.`,
      );
    }
    await pause(INTERVAL_MS, undefined, { signal: options.signal });
  }
}
