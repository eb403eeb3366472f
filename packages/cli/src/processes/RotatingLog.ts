import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

/** A log file that is moved to `FILE.1` when it is full; what was in `FILE.1` goes. Each line gets its time. */
export class RotatingLog {
  readonly #path: string;
  readonly #maxBytes: number;
  #size: number;

  constructor(path: string, maxBytes = DEFAULT_MAX_BYTES) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Writes a line. A log that cannot be written (a full disk) loses the line: a log must not end what it tells of.
   */
  line(text: string) {
    const bytes = Buffer.from(`${new Date().toISOString()} ${text}\n`);
    try {
      if (this.#size + bytes.length > this.#maxBytes && this.#size > 0) {
        renameSync(this.#path, `${this.#path}.1`);
        this.#size = 0;
      }
      appendFileSync(this.#path, bytes, { mode: 0o600 });
      this.#size += bytes.length;
    } catch {
      // Nothing can be done about it here; the part's own failure will say it.
    }
  }
}
