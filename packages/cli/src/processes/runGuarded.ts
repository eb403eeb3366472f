import { createInterface } from 'node:readline';
import type { ProcessSpec } from '../platform/Part';
import { spawnGuarded, type RunAs } from './spawnGuarded';

/** How to run a command to its end. */
export interface RunOptions {
  /** Called with each line of its standard output and error. */
  onLine?: (line: string) => void;
  /** Ends it. */
  signal?: AbortSignal;
  /** See {@link spawnGuarded}. */
  runAs?: RunAs;
}

/** What a command said and how it ended. */
export interface RunResult {
  code: number;
  stdout: string;
  /** The last lines of both streams, for an error message. */
  tail: string[];
}

const TAIL_LINES = 30;

/** Runs a command that cannot outlive this process, and waits for its end. Its environment is exactly `spec.env`. */
export async function runGuarded(
  spec: ProcessSpec,
  options: RunOptions = {},
): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const child = spawnGuarded(spec, options.runAs);
  const tail: string[] = [];
  const stdout: string[] = [];
  const remember = (line: string) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) {
      tail.shift();
    }
    options.onLine?.(line);
  };
  const readers = [
    [child.stdout, (line: string) => stdout.push(line)] as const,
    [child.stderr, () => {}] as const,
  ].map(async ([stream, also]) => {
    for await (const line of createInterface({ input: stream })) {
      also(line);
      remember(line);
    }
  });
  const abort = () => void child.stop(5000);
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    const exit = await child.exited;
    await Promise.all(readers);
    options.signal?.throwIfAborted();
    return { code: exit.code ?? 1, stdout: stdout.join('\n'), tail };
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}
