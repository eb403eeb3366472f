import { createInterface } from 'node:readline';
import { ConflictError } from '@backstage/errors';
import type { Leftovers } from '../processes/Leftovers';
import { spawnGuarded, type GuardedProcess } from '../processes/spawnGuarded';
import { lastWords } from './failure';
import type { ProcessSpec } from './Part';

/** How long a process may take to end by itself, in milliseconds. */
const STOP_GRACE_MS = 10_000;
/** Lines kept to say why it ended. */
const TAIL_LINES = 60;

/** The process of a part while it lives. */
export class PartProcess {
  /** Starts it. `spec.env` is its whole environment. */
  static async start(options: {
    name: string;
    spec: ProcessSpec;
    leftovers: Leftovers;
    onLine: (line: string) => void;
  }): Promise<PartProcess> {
    const child = spawnGuarded(options.spec);
    const started = new PartProcess(options.name, child, options.leftovers);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        started.#tail = [...started.#tail.slice(1 - TAIL_LINES), line];
        options.onLine(line);
      });
    }
    try {
      await options.leftovers.add(options.name, child.identity);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  /** Rejects when it ends, with its last words. Never unhandled: whoever needs it races it. */
  readonly ended: Promise<never>;
  readonly #name: string;
  readonly #child: GuardedProcess;
  readonly #leftovers: Leftovers;
  #tail: string[] = [];

  private constructor(
    name: string,
    child: GuardedProcess,
    leftovers: Leftovers,
  ) {
    this.#name = name;
    this.#child = child;
    this.#leftovers = leftovers;
    this.ended = child.exited.then(({ code, signal }) => {
      throw new ConflictError(
        `It ended by itself (${
          signal ? `signal ${signal}` : `exit code ${code}`
        }): ${
          lastWords(this.#tail) ?? 'it said nothing'
        }. \`./cairn logs ${name}\` shows more.`,
      );
    });
    this.ended.catch(() => {});
  }

  get pid(): number {
    return this.#child.identity.pid;
  }

  /** Asks it to end, then forces it. Resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#child.stop(STOP_GRACE_MS).catch(() => {});
    await this.#leftovers.remove(this.#name).catch(() => {});
  }
}
