import { isError, type ResponseError } from '@backstage/errors';
import { CommanderError } from 'commander';
import { type CommandError, EXIT } from './exitCodes';
import { locate } from './locations';
import { Output } from './output/Output';
import { plain } from './output/plain';
import { reasonOf } from './platform/failure';
import { buildProgram } from './program';

// By name: commands are bundles of their own, each with its own copy of these classes.
function isCommandError(error: unknown): error is CommandError {
  return (
    isError(error) &&
    error.name === 'CommandError' &&
    typeof error.exitCode === 'number'
  );
}

function isResponseError(error: unknown): error is ResponseError {
  return isError(error) && error.name === 'ResponseError';
}

/** What an error says, and the exit code it ends with. */
function describe(error: unknown): { lines: string[]; exitCode: number } {
  if (isCommandError(error)) {
    return { lines: error.message.split('\n'), exitCode: error.exitCode };
  }
  if (isResponseError(error)) {
    // Loaded here: most commands are not refused.
    const {
      problemOf,
    }: typeof import('./portal/problem') = require('./portal/problem');
    return problemOf(error);
  }
  return { lines: [reasonOf(error)], exitCode: EXIT.failed };
}

/**
 * Runs the command line, and ends the process with its exit code.
 *
 * @param root - The checkout, absolute.
 */
export async function main(
  argv: readonly string[],
  root: string,
): Promise<void> {
  // A reader that has seen enough, for example `head`, is no failure.
  process.stdout.on('error', () => process.exit(EXIT.ok));
  try {
    const program = buildProgram({
      locations: locate(process.env, root),
      env: process.env,
      output: new Output(process.stdout, process.stderr, process.env),
      say: line => process.stdout.write(`${line}\n`),
      setExitCode: code => {
        process.exitCode = code;
      },
    });
    await program.parseAsync([...argv]);
    process.exit();
  } catch (error) {
    if (error instanceof CommanderError) {
      // It printed its own message already.
      process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage);
    }
    const { lines, exitCode } = describe(error);
    process.stderr.write(lines.map(line => `${plain(line)}\n`).join(''));
    if (process.env.CAIRN_DEBUG && error instanceof Error) {
      process.stderr.write(`${error.stack}\n`);
    }
    process.exit(exitCode);
  }
}
