import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process that listens on a port. */
export interface PortHolder {
  pid: number;
  name: string;
}

const LISTEN = '0A';

function listeningInodes(port: number): Set<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    try {
      for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
        const fields = line.trim().split(/\s+/);
        const [, local = '', , state] = fields;
        const inode = fields[9];
        if (state === LISTEN && inode && local.endsWith(`:${hex}`)) {
          inodes.add(inode);
        }
      }
    } catch {
      // That address family is not there.
    }
  }
  return inodes;
}

function fromProc(port: number): PortHolder | undefined {
  const inodes = listeningInodes(port);
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      for (const fd of readdirSync(`/proc/${pid}/fd`)) {
        const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
        const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
        if (inode && inodes.has(inode)) {
          const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
          return { pid: Number(pid), name };
        }
      }
    } catch {
      // It ended in between, or belongs to somebody else.
    }
  }
  return undefined;
}

function fromLsof(port: number): PortHolder | undefined {
  const out = execFileSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const pid = /^p(\d+)$/m.exec(out)?.[1];
  return pid
    ? { pid: Number(pid), name: /^c(.*)$/m.exec(out)?.[1] ?? 'unknown' }
    : undefined;
}

/** Who listens on a port; `undefined` where this user may not know. */
export function findPortHolder(port: number): PortHolder | undefined {
  try {
    return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
  } catch {
    return undefined;
  }
}
