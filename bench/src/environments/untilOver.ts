import type {
  EnvironmentsClient,
  Run,
} from '@cairn/plugin-environments-common';

const TIMEOUT_MS = 900_000;

/** A run, and who may ask for it. */
export interface StartedRun {
  client: EnvironmentsClient;
  run: Run;
}

const isOver = ({ state }: Run) => state !== 'Queued' && state !== 'Running';

/**
 * Asks until each run is over, however it ended.
 *
 * @param pollMs - Between two looks: short where one is waited for, so that looking takes no part of the time; long where there are many.
 * @throws Error where some are not over in a quarter of an hour
 */
export async function untilOver(
  started: readonly StartedRun[],
  pollMs: number,
): Promise<Run[]> {
  const deadline = Date.now() + TIMEOUT_MS;
  const ended: Run[] = [];
  let open = started;
  while (open.length > 0) {
    if (Date.now() > deadline) {
      throw new Error(`${open.length} runs are not over`);
    }
    const still: StartedRun[] = [];
    for (const each of open) {
      const run = await each.client.getRun(each.run.id);
      if (isOver(run)) {
        ended.push(run);
      } else {
        still.push(each);
      }
    }
    open = still;
    if (open.length > 0) {
      await new Promise(resolve => setTimeout(resolve, pollMs));
    }
  }
  return ended;
}
