import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { findRunning } from '../platform/UpLock';
import { Leftovers } from '../processes/Leftovers';
import { confirm } from '../terminal/confirm';

/** What the launcher fetched, perhaps the Node that runs right now. */
const TOOLCHAIN = 'toolchain';

/** How to reset. */
export interface ResetOptions {
  /** Do not ask. */
  yes?: boolean;
  /** Also what was built: programs, docs generator, fetched Node. */
  tools?: boolean;
}

/**
 * Deletes the state of the local platform: its data, credentials and logs.
 *
 * @throws CommandError where it runs, or where the person says no.
 */
export async function runReset(
  locations: Locations,
  options: ResetOptions,
  say: (line: string) => void,
): Promise<void> {
  const running = findRunning(locations.state);
  if (running) {
    throw new CommandError(
      `Cairn runs (process ${running.pid}). \`./cairn down\` ends it; then reset.`,
      EXIT.alreadyRunning,
    );
  }
  const entries = existsSync(locations.state)
    ? (await readdir(locations.state)).filter(
        name => options.tools || name !== TOOLCHAIN,
      )
    : [];
  const doomed = [
    ...entries.map(name => join(locations.state, name)),
    ...(options.tools ? [locations.cache] : []),
  ].filter(existsSync);
  if (doomed.length === 0) {
    say('There is nothing to delete.');
    return;
  }
  say(
    'This deletes the data, credentials and logs of the local platform for good:',
  );
  doomed.forEach(path => say(`  ${path}`));
  if (!options.yes) {
    await confirm('Delete them?');
  }
  await new Leftovers(locations.state).end();
  for (const path of doomed) {
    await rm(path, { recursive: true, force: true });
  }
  say('Deleted.');
}
