import { setTimeout as wait } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import type {
  EnvironmentsClient,
  Run,
} from '@cairn/plugin-environments-common';
import { CommandError, EXIT } from '../exitCodes';
import type { Portal } from './Portal';
import { readEvents } from './serverSentEvents';

/** Between two tries to go on with a stream that broke. */
const AGAIN_MS = 1000;
/** So many tries in a row without an answer: the portal is gone. */
const TRIES = 30;

function isOver(run: Run): boolean {
  return run.state !== 'Queued' && run.state !== 'Running';
}

/** Refusals that may be another answer a moment later: too late, too many. */
const PASSING: readonly number[] = [408, 429];

/** False where the answer would be the same again: a refusal, or a login that is not good any more. */
function mayPass(error: unknown): boolean {
  if (error instanceof ResponseError) {
    const { status } = error.response;
    return status >= 500 || PASSING.includes(status);
  }
  return !(error instanceof CommandError && error.exitCode !== EXIT.notRunning);
}

/** A run as it goes, each time as a whole, until it is over. A broken stream is taken up again; a refusal ends it at once. */
export async function* followRun(
  portal: Pick<Portal, 'stream'>,
  client: EnvironmentsClient,
  first: Run,
  signal: AbortSignal,
): AsyncGenerator<Run> {
  yield first;
  let last = first;
  let failures = 0;
  while (!isOver(last)) {
    try {
      const response = await portal.stream(
        await client.runEventsUrl(first.id),
        signal,
      );
      if (response.ok && response.body) {
        for await (const { event, data } of readEvents(response.body)) {
          if (event === 'run') {
            last = JSON.parse(data);
            failures = 0;
            yield last;
          }
        }
      }
      if (isOver(last)) {
        return;
      }
      // The stream said nothing of the end: ask, so that a refusal is seen too.
      last = await client.getRun(first.id);
      failures = 0;
      yield last;
    } catch (error) {
      signal.throwIfAborted();
      failures += 1;
      if (failures > TRIES || !mayPass(error)) {
        throw error;
      }
    }
    if (!isOver(last)) {
      await wait(AGAIN_MS, undefined, { signal });
    }
  }
}
