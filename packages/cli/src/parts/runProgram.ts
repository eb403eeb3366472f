import { spawn } from 'node:child_process';
import { ServiceUnavailableError } from '@backstage/errors';

/** A program that runs to its end. */
export interface ProgramRun {
  command: string;
  args: string[];
  /** Its whole environment but for `PATH` and `HOME`, which it gets from ours. */
  env?: Record<string, string>;
  cwd?: string;
  /** What it reads from its standard input. */
  input?: string;
  /** Milliseconds after which it is killed; 60 s by default. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** How a program ended. */
export interface ProgramResult {
  /** `null`: it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end and answers with what it said, whatever its exit code. */
export function tryProgram(run: ProgramRun): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(run.command, run.args, {
      cwd: run.cwd,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LANG: 'C.UTF-8',
        ...run.env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: run.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
      signal: run.signal,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A program that ends without reading its input is told by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(run.input ?? '');
    child.once('error', reject);
    child.once('close', code =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
  });
}

/**
 * Runs a program to its end and answers with what it wrote to its standard output.
 *
 * @throws ServiceUnavailableError with the end of what it said where it failed or took too long. Arguments are not
 * repeated but for the first two: later ones may be long or private.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  const { code, stdout, stderr } = await tryProgram(run);
  if (code !== 0) {
    const name = [
      run.command.slice(run.command.lastIndexOf('/') + 1),
      ...run.args.slice(0, 2),
    ].join(' ');
    throw new ServiceUnavailableError(
      `"${name}" ${
        code === null ? 'took too long' : `failed with exit code ${code}`
      }: ${(stderr || stdout).trim().slice(-2000)}`,
    );
  }
  return stdout;
}
