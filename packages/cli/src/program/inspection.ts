import { Option, type Command } from 'commander';
import { commands } from '../commands/commands';
import { portOption } from './portOption';
import type { Surroundings } from './Surroundings';

/** `status`, `logs`, `doctor`, `version`. */
export function addInspection(program: Command, around: Surroundings) {
  const { locations, say, setExitCode } = around;
  program
    .command('status')
    .description('Show every component: state, version, process, since when')
    .addOption(
      new Option('-o, --output <format>', 'text for people, json for programs')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Exit code: 0 all ready, 3 not running, 6 running but not all ready.

Examples:
  ./cairn status
  ./cairn status --output json | jq '.components[] | select(.state != "ready")'`,
    )
    .action(async ({ output }: { output: 'text' | 'json' }) =>
      setExitCode(await commands.status.runStatus(locations.state, output)),
    );

  program
    .command('logs')
    .argument('[name]', 'a component of `./cairn status`; all by default')
    .description('Show what components said')
    .option('-f, --follow', 'go on with what they say from now on')
    .option('-n, --lines <number>', 'lines of each component', Number, 100)
    .addHelpText(
      'after',
      `
Examples:
  ./cairn logs portal --follow
  ./cairn logs build            what the compiler said while tools were built
  ./cairn logs -n 5             the last five lines of each`,
    )
    .action(
      (
        name: string | undefined,
        options: { follow?: boolean; lines: number },
      ) =>
        commands.logs.runLogs({
          state: locations.state,
          name,
          follow: options.follow ?? false,
          lines: options.lines,
          write: text => process.stdout.write(text),
        }),
    );

  program
    .command('doctor')
    .description('Say what is missing on this machine and how to install it')
    .addOption(portOption('base port to look at'))
    .action(async ({ port }: { port: number }) =>
      setExitCode(await commands.doctor.runDoctor(locations, port, say)),
    );

  program
    .command('version')
    .description('Show the versions of Cairn, Node and the pinned tools')
    .action(() => commands.version.runVersion(locations, say));
}
