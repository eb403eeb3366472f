import { join } from 'node:path';
import { CommandError, EXIT } from '../exitCodes';
import { ProcessLock } from '../processes/ProcessLock';

/** Who runs the platform of a state folder. */
export interface RunningPlatform {
  pid: number;
  /** RFC 3339, UTC. */
  since: string;
  /** Base port. */
  port: number;
}

function lockPath(state: string) {
  return join(state, 'run', 'up.lock');
}

/** The `up` that runs now, if any. */
export function findRunning(state: string): RunningPlatform | undefined {
  const holder = ProcessLock.readHolder(lockPath(state));
  return (
    holder && {
      pid: holder.pid,
      since: holder.since,
      port: Number(holder.note),
    }
  );
}

/**
 * Makes this process the one that runs the platform.
 *
 * @throws CommandError that says who runs it already.
 */
export function becomeRunning(state: string, port: number): ProcessLock {
  const lock = ProcessLock.tryAcquire(lockPath(state), String(port));
  if (lock instanceof ProcessLock) {
    return lock;
  }
  throw new CommandError(
    `Cairn runs already: process ${lock.pid}, http://localhost:${lock.note}, since ${lock.since}. \`./cairn status\` shows it, \`./cairn down\` ends it.`,
    EXIT.alreadyRunning,
  );
}
