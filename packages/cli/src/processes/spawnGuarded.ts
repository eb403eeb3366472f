import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessSpec } from '../platform/Part';
import { processStart, type ProcessIdentity } from './processIdentity';

/** Given as text: another user, as whom a process may run, need not be able to read this folder. */
const GUARD = readFileSync(join(__dirname, 'guard.sh'), 'utf8')
  .split('\n')
  .filter(line => !line.trimStart().startsWith('#'))
  .join('\n');

/** As whom a process runs. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A running process that cannot outlive this one. */
export interface GuardedProcess {
  identity: ProcessIdentity;
  stdout: Readable;
  stderr: Readable;
  /** Resolves when it ended; rejects where it could not be started at all. */
  exited: Promise<Exit>;
  /** Asks it to end, and ends it and its whole process group after `graceMs`. Resolves when it is gone. */
  stop(graceMs: number): Promise<Exit>;
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/**
 * Starts a process below the guard (see `guard.sh`). Its environment is exactly `spec.env`.
 *
 * @param runAs - Another user, for root only; this one by default.
 */
export function spawnGuarded(spec: ProcessSpec, runAs?: RunAs): GuardedProcess {
  const args = ['-c', GUARD, 'cairn-guard', spec.command, ...spec.args];
  const child = spawn('/bin/sh', args, {
    ...runAs,
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // The pipe only has to stay open; it breaks when the process ends first.
  child.stdin.on('error', () => {});
  const pid = child.pid ?? 0;
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // Tells the guard to end what is left of the group.
      child.stdin.destroy();
      resolve({ code, signal });
    });
  });
  // Whoever waits sees the rejection; nobody has to wait.
  exited.catch(() => {});

  return {
    identity: { pid, start: processStart(pid) ?? 'unknown' },
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    async stop(graceMs) {
      if (child.exitCode !== null || child.signalCode !== null) {
        return exited;
      }
      child.kill('SIGTERM');
      const kill = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      try {
        return await exited;
      } finally {
        clearTimeout(kill);
      }
    },
  };
}

/** Ends a process group that nobody supervises any more: asks, waits up to `graceMs`, then forces. */
export async function endLeftover(
  identity: ProcessIdentity,
  graceMs: number,
): Promise<void> {
  const deadline = Date.now() + graceMs;
  signalGroup(identity.pid, 'SIGTERM');
  while (
    processStart(identity.pid) === identity.start &&
    Date.now() < deadline
  ) {
    await wait(100);
  }
  signalGroup(identity.pid, 'SIGKILL');
}
