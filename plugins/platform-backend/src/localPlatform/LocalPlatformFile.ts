import { readFile, stat } from 'node:fs/promises';
import {
  localPlatformStatusSchema,
  type LocalPlatformStatus,
} from '@cairn/plugin-platform-common';

/** The supervisor writes at least every 5 seconds; a file older than this was left behind by one that is gone. */
const MAX_AGE_MS = 20_000;

/** Larger is not what the supervisor writes. */
const MAX_BYTES = 1024 * 1024;

/** Reads what the local platform's supervisor says of its parts. */
export class LocalPlatformFile {
  readonly #path: string | undefined;

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Undefined where there is no local platform, or none that runs: a missing, old, half-written or foreign file says nothing. */
  async read(now: Date): Promise<LocalPlatformStatus | undefined> {
    if (!this.#path) {
      return undefined;
    }
    try {
      if ((await stat(this.#path)).size > MAX_BYTES) {
        return undefined;
      }
      const status = localPlatformStatusSchema.parse(
        JSON.parse(await readFile(this.#path, 'utf8')),
      );
      const age = now.getTime() - Date.parse(status.time);
      return Math.abs(age) <= MAX_AGE_MS ? status : undefined;
    } catch {
      return undefined;
    }
  }
}
