import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandError, EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { readStatus } from '../platform/StatusFile';
import { PlainView } from '../terminal/views';

const TIMEOUT_MS = 20 * 60_000;
const LOOK_MS = 500;

/**
 * Starts `up` on its own and waits until the portal can be used. Its output goes to `logs/up.log`.
 *
 * @param args - Arguments of the `up` to start.
 * @throws CommandError where it ended before, with what it said.
 */
export async function upDetached(
  locations: Locations,
  args: readonly string[],
): Promise<void> {
  const logs = join(locations.state, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const path = join(logs, 'up.log');
  const output = openSync(path, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [join(__dirname, '..', '..', 'bin', 'cairn.cjs'), 'up', ...args],
    { detached: true, stdio: ['ignore', output, output], cwd: locations.root },
  );
  closeSync(output);
  let exitCode: number | undefined;
  child.once('exit', code => {
    exitCode = code ?? EXIT.failed;
  });

  const view = new PlainView(line => process.stdout.write(line), Date.now());
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (exitCode !== undefined) {
      const said = readFileSync(path, 'utf8').trim().split('\n').slice(-15);
      throw new CommandError(said.join('\n'), exitCode || EXIT.failed);
    }
    const status = await readStatus(locations.state);
    if (status && status.pid === child.pid) {
      view.update(status);
      const portal = status.components.find(it => it.name === 'portal');
      // Without a portal (`--parts`) what there is must be ready.
      const awaited = portal ? [portal] : status.components;
      if (awaited.every(({ state }) => state === 'ready')) {
        child.unref();
        view.say(
          `${
            portal
              ? `Cairn is open at http://localhost:${portal.port}.`
              : 'Everything asked for is ready.'
          } It runs in the background (process ${
            child.pid
          }): \`./cairn status\`, \`./cairn logs\`, \`./cairn down\`.`,
        );
        return;
      }
    }
    await wait(LOOK_MS);
  }
  child.unref();
  throw new CommandError(
    `The portal was not ready within ${
      TIMEOUT_MS / 60_000
    } minutes. It goes on trying in the background (process ${
      child.pid
    }); \`./cairn status\` says how far it is.`,
    EXIT.notReady,
  );
}
