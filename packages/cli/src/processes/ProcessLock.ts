import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isError } from '@backstage/errors';
import { isRunning, ownIdentity } from './processIdentity';

/** Who holds a lock. */
export interface LockHolder {
  pid: number;
  start: string;
  /** RFC 3339, UTC: since when it is held. */
  since: string;
  /** What the holder wants others to know, for example its port. */
  note: string;
}

/** By hand and not by a schema: it is read at the start of most commands. */
function isHolder(value: unknown): value is LockHolder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isInteger(value.pid) &&
    ['start', 'since', 'note'].every(
      key => typeof Reflect.get(value, key) === 'string',
    )
  );
}

/**
 * A lock that belongs to a process: held while the process lives, free the moment it is dead, however it died.
 */
export class ProcessLock {
  static readHolder(path: string): LockHolder | undefined {
    try {
      const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
      return isHolder(holder) && isRunning(holder) ? holder : undefined;
    } catch {
      return undefined;
    }
  }

  /** Takes the lock, or tells who holds it. */
  static tryAcquire(path: string, note: string): ProcessLock | LockHolder {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const holder: LockHolder = {
      ...ownIdentity(),
      since: new Date().toISOString(),
      note,
    };
    writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
    try {
      for (;;) {
        try {
          // A link appears with its whole content or not at all.
          linkSync(mine, path);
          return new ProcessLock(path);
        } catch (error) {
          if (!isExists(error)) {
            throw error;
          }
        }
        const other = this.readHolder(path);
        if (other) {
          return other;
        }
        this.#removeDead(path);
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** Takes the lock as soon as nobody else holds it. `onWait` is told who does. */
  static async acquire(
    path: string,
    options: {
      note: string;
      signal?: AbortSignal;
      onWait?: (holder: LockHolder) => void;
    },
  ): Promise<ProcessLock> {
    for (;;) {
      const got = this.tryAcquire(path, options.note);
      if (got instanceof ProcessLock) {
        return got;
      }
      options.onWait?.(got);
      await new Promise(resolve => setTimeout(resolve, 500));
      options.signal?.throwIfAborted();
    }
  }

  /** Moves a dead holder's lock away; where somebody else took it over in between, puts theirs back. */
  static #removeDead(path: string) {
    const aside = `${path}.dead.${process.pid}`;
    try {
      renameSync(path, aside);
    } catch {
      return;
    }
    if (this.readHolder(aside)) {
      try {
        linkSync(aside, path);
      } catch {
        // A third one holds it by now.
      }
    }
    rmSync(aside, { force: true });
  }

  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  release() {
    rmSync(this.#path, { force: true });
  }
}

function isExists(error: unknown): boolean {
  return isError(error) && error.code === 'EEXIST';
}
