import { Command } from 'commander';
import { addClasses } from './program/classes';
import { addCompletion } from './program/completion';
import { addEnvironments } from './program/environments';
import { addDevelopment } from './program/development';
import { addInspection } from './program/inspection';
import { addLedger } from './program/ledger';
import { addLifeCycle } from './program/lifeCycle';
import { addServices } from './program/services';
import { addSession } from './program/session';
import type { Surroundings } from './program/Surroundings';
import { addTools } from './program/tools';

/** The command line. */
export function buildProgram(around: Surroundings): Command {
  const program = new Command('./cairn')
    .description('An internal developer platform on your machine.')
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(`./cairn COMMAND --help` shows how it is used.)')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn up          start everything; the portal is at http://localhost:7007
  ./cairn login       log in, for the commands that ask the portal
  ./cairn env list    the environments that you may see
  ./cairn test        run every test
  ./cairn doctor      find out what is missing

Exit codes: docs/cli.md`,
    );
  program.commandsGroup('Your services:');
  addSession(program, around);
  addClasses(program, around);
  addEnvironments(program, around);
  addLedger(program, around);
  addServices(program, around);
  addCompletion(program, around);
  program.commandsGroup('The platform:');
  addLifeCycle(program, around);
  addInspection(program, around);
  program.commandsGroup('Working on Cairn:');
  addDevelopment(program, around);
  addTools(program, around);
  return program;
}
