import type { Command } from 'commander';
import { commands } from '../commands/commands';
import { portOption } from './portOption';
import type { Surroundings } from './Surroundings';

/** `up`, `down`, `reset`. */
export function addLifeCycle(program: Command, around: Surroundings) {
  const { locations, say, setExitCode } = around;
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
      portOption(
        'where the portal listens; the 18 ports after it are used too',
      ),
    )
    .option(
      '--kubeconfig <file>',
      'use an existing cluster: nothing of a cluster is started',
    )
    .option('--context <name>', 'context of that file (default: its current)')
    .option(
      '--parts <names>',
      'start only these parts and what they need, for example opa,kwok',
    )
    .option('--yes', 'do not ask before installing in an existing cluster')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn up                    in the foreground, with live progress; Ctrl-C stops
  ./cairn up -d                 in the background
  ./cairn up --port 9000        the portal at http://localhost:9000
  ./cairn up --kubeconfig ~/.kube/config --context staging`,
    )
    .action(async options =>
      setExitCode(await commands.up.up(locations, options)),
    );

  program
    .command('down')
    .description('Stop everything that `up` started; nothing is lost')
    .action(() => commands.down.runDown(locations.state, say));

  program
    .command('reset')
    .description('Delete the data, credentials and logs of the local platform')
    .option('--yes', 'do not ask')
    .option('--tools', 'delete the cache too: built programs, docs generator')
    .addHelpText(
      'after',
      `
Examples:
  ./cairn reset                 asks first
  ./cairn reset --yes --tools   as after a fresh clone: the next \`up\` builds everything again`,
    )
    .action(options => commands.reset.runReset(locations, options, say));
}
