import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, replaceFile } from '../parts/stateFiles';
import { isRunning, type ProcessIdentity } from './processIdentity';
import { endLeftover } from './spawnGuarded';

const recordSchema = z.array(
  z.object({ name: z.string(), pid: z.number().int(), start: z.string() }),
);

/**
 * Who was started, in a file: should this process and the guards of its children all be killed at once, the next `up`
 * finds and ends what is left.
 */
export class Leftovers {
  readonly #path: string;
  readonly #records = new Map<string, ProcessIdentity>();
  #writing: Promise<void> = Promise.resolve();

  constructor(state: string) {
    this.#path = join(state, 'run', 'processes.json');
  }

  /** Notes a started process. */
  add(name: string, identity: ProcessIdentity): Promise<void> {
    this.#records.set(name, identity);
    return this.#write();
  }

  /** Notes that it ended. */
  remove(name: string): Promise<void> {
    this.#records.delete(name);
    return this.#write();
  }

  /** Ends what an earlier `up` left, and tells the names. */
  async end(): Promise<string[]> {
    const text = await readIfThere(this.#path);
    let records: z.infer<typeof recordSchema> = [];
    try {
      records = recordSchema.parse(JSON.parse(text ?? '[]'));
    } catch {
      // Half a file after a crash names nobody.
    }
    const alive = records.filter(isRunning);
    await Promise.all(alive.map(record => endLeftover(record, 10_000)));
    return alive.map(({ name }) => name);
  }

  #write(): Promise<void> {
    this.#writing = this.#writing
      .catch(() => {})
      .then(() =>
        replaceFile(
          this.#path,
          JSON.stringify(
            [...this.#records].map(([name, identity]) => ({
              name,
              ...identity,
            })),
          ),
        ),
      );
    return this.#writing;
  }
}
