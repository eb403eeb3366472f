import { setTimeout as wait } from 'node:timers/promises';
import { CommandError, EXIT } from '../exitCodes';
import { findRunning } from '../platform/UpLock';
import { Leftovers } from '../processes/Leftovers';

/** Parts stop one after the other, each within ten seconds. */
const TIMEOUT_MS = 90_000;

/**
 * Ends the platform of a state folder, and what a killed one may have left.
 *
 * @throws CommandError where it does not end in time.
 */
export async function runDown(
  state: string,
  say: (line: string) => void,
): Promise<void> {
  const running = findRunning(state);
  if (running) {
    say(`Stopping Cairn (process ${running.pid})…`);
    process.kill(running.pid, 'SIGTERM');
    const deadline = Date.now() + TIMEOUT_MS;
    while (findRunning(state)?.pid === running.pid) {
      if (Date.now() > deadline) {
        throw new CommandError(
          `Process ${running.pid} did not end within ${
            TIMEOUT_MS / 1000
          } s. \`kill -9 ${running.pid}\` ends it and all it started.`,
          EXIT.failed,
        );
      }
      await wait(200);
    }
  }
  const left = await new Leftovers(state).end();
  if (left.length > 0) {
    say(`Ended what an earlier run left: ${left.join(', ')}.`);
  }
  say(running ? 'Stopped.' : 'Cairn does not run.');
}
