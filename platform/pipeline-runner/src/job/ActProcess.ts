import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { LineSplitter } from './LineSplitter';

/** Read once: a run must not change what guards the next one. */
const GUARD = readFileSync(join(__dirname, 'guard.sh'), 'utf8')
  .split('\n')
  .filter(line => !line.trimStart().startsWith('#'))
  .join('\n');

/** Runs are patient: the portal and the runner go first. */
const NICENESS = 10;

/** Longer lines of act are cut. */
const MAX_LINE = 256 * 1024;

/** Starts act below the guard, in a process group of its own. Resolves with its exit code; `null`: it was killed. */
export function runAct(options: {
  program: string;
  args: string[];
  /** `NAME=VALUE` that marks the run's processes. */
  marker: string;
  env: Record<string, string>;
  folder: string;
  onLine: (line: string, isCut: boolean) => void;
  /** It has ended, but others may hold its output open. */
  onExit: () => void;
}): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        GUARD,
        'cairn-run',
        options.marker,
        options.program,
        ...options.args,
      ],
      {
        cwd: options.folder,
        env: options.env,
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    if (child.pid !== undefined) {
      setPriority(child.pid, NICENESS);
    }
    // It only has to stay open; it breaks when act ends first.
    child.stdin.on('error', () => {});
    for (const stream of [child.stdout, child.stderr]) {
      const lines = new LineSplitter(MAX_LINE, options.onLine);
      stream.on('data', (chunk: Buffer) => lines.write(chunk));
      stream.once('end', () => lines.end());
    }
    child.once('error', reject);
    let code: number | null = null;
    child.once('exit', exitCode => {
      code = exitCode;
      child.stdin.destroy();
      options.onExit();
    });
    // Not before everything it said was read.
    child.once('close', () => resolve(code));
  });
}
