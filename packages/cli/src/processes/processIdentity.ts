import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process started, as an opaque text. Together with the process id it names one process for ever:
 * ids are used again, ids with the same start are not.
 *
 * @returns `undefined` where there is no such process, or only its zombie.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state] = fields;
      return state === 'Z' || state === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    const out = execFileSync(
      'ps',
      ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)],
      { encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env.PATH } },
    ).trim();
    return out === '' || out.startsWith('Z')
      ? undefined
      : out.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

/** One process, for ever. */
export interface ProcessIdentity {
  pid: number;
  /** See {@link processStart}. */
  start: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, start: processStart(process.pid) ?? 'unknown' };
}

/** Whether exactly that process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return processStart(identity.pid) === identity.start;
}
