import { CommanderError } from 'commander';
import { CommandError, EXIT } from './exitCodes';
import { locate } from './locations';
import { reasonOf } from './platform/failure';
import { buildProgram } from './program';

/** Runs the command line, and ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = buildProgram(locate(process.env), code => {
      process.exitCode = code;
    });
    await program.parseAsync([...argv]);
    process.exit();
  } catch (error) {
    if (error instanceof CommanderError) {
      // It printed its own message already.
      process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage);
    }
    const text =
      error instanceof CommandError ? error.message : reasonOf(error);
    process.stderr.write(`${text}\n`);
    if (process.env.CAIRN_DEBUG && error instanceof Error) {
      process.stderr.write(`${error.stack}\n`);
    }
    process.exit(error instanceof CommandError ? error.exitCode : EXIT.failed);
  }
}
