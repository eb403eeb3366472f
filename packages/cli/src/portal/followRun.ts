import { setTimeout as wait } from 'node:timers/promises';
import type {
  EnvironmentsClient,
  Run,
} from '@cairn/plugin-environments-common';
import type { Portal } from './Portal';
import { readEvents } from './serverSentEvents';

/** Between two tries to go on with a stream that broke. */
const AGAIN_MS = 1000;
/** So many tries in a row without an answer: the portal is gone. */
const TRIES = 30;

function isOver(run: Run): boolean {
  return run.state !== 'Queued' && run.state !== 'Running';
}

/** A run as it goes, each time as a whole, until it is over. A broken stream is taken up again. */
export async function* followRun(
  portal: Portal,
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
      if (failures > TRIES) {
        throw error;
      }
    }
    if (!isOver(last)) {
      await wait(AGAIN_MS, undefined, { signal });
    }
  }
}
