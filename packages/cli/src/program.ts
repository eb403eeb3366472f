import { Command, InvalidArgumentError, Option } from 'commander';
import { commands } from './commands/commands';
import type { Locations } from './locations';
import { DEFAULT_BASE_PORT, LAST_OFFSET } from './platform/ports';

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port + LAST_OFFSET > 65535) {
    throw new InvalidArgumentError(
      `It must be a number from 1024 to ${65535 - LAST_OFFSET}.`,
    );
  }
  return port;
}

/**
 * The command line.
 *
 * @param setExitCode - Told the exit code of a command that ended without an error.
 */
export function buildProgram(
  locations: Locations,
  setExitCode: (code: number) => void,
): Command {
  const program = new Command('cairn')
    .description('An internal developer platform on your machine.')
    .exitOverride()
    .showHelpAfterError('(`./cairn COMMAND --help` shows how it is used.)')
    .configureHelp({ showGlobalOptions: true });
  const say = (line: string) => process.stdout.write(`${line}\n`);

  program
    .command('up')
    .description(
      'Start the portal and the local platform; go on where an earlier one ended',
    )
    .option(
      '-d, --detach',
      'return when the portal is open; run on in the background',
    )
    .addOption(
      new Option(
        '--port <number>',
        'where the portal listens; the 17 ports after it are used too',
      )
        .env('CAIRN_PORT')
        .default(DEFAULT_BASE_PORT)
        .argParser(parsePort),
    )
    .option(
      '--kubeconfig <file>',
      'use an existing cluster: nothing of a cluster is started',
    )
    .option(
      '--context <name>',
      'context of that file (its current one by default)',
    )
    .option(
      '--parts <names>',
      'start only these parts and what they need, for example `opa,kwok`',
    )
    .option(
      '--yes',
      'do not ask before something is installed in an existing cluster',
    )
    .addHelpText(
      'after',
      `
Examples:
  ./cairn up                    in the foreground, with live progress; Ctrl-C stops
  ./cairn up -d                 in the background
  ./cairn up --port 9000        the portal at http://localhost:9000
  ./cairn up --kubeconfig ~/.kube/config --context staging`,
    )
    .action(async options => {
      setExitCode(await commands.up.up(locations, options));
    });

  program
    .command('down')
    .description('Stop everything that `up` started; nothing is lost')
    .action(async () => {
      await commands.down.runDown(locations.state, say);
    });

  program
    .command('status')
    .description('Show every component: state, version, process, since when')
    .addOption(
      new Option('-o, --output <format>', 'text for people, json for programs')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async ({ output }: { output: 'text' | 'json' }) => {
      setExitCode(await commands.status.runStatus(locations.state, output));
    });

  return program;
}
