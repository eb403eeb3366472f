import { Command, InvalidArgumentError, Option } from 'commander';
import { commands } from './commands/commands';
import type { Locations } from './locations';
import {
  DEFAULT_BASE_PORT,
  DEFAULT_TEST_PORT,
  LAST_OFFSET,
} from './platform/ports';

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port + LAST_OFFSET > 65535) {
    throw new InvalidArgumentError(
      `It must be a number from 1024 to ${65535 - LAST_OFFSET}.`,
    );
  }
  return port;
}

/** What commands get. */
interface Surroundings {
  locations: Locations;
  say: (line: string) => void;
  /** Told the exit code of a command that ended without an error. */
  setExitCode: (code: number) => void;
}

function portOption(description: string): Option {
  return new Option('--port <number>', description)
    .env('CAIRN_PORT')
    .default(DEFAULT_BASE_PORT)
    .argParser(parsePort);
}

function addLifeCycle(program: Command, around: Surroundings) {
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

function addInspection(program: Command, around: Surroundings) {
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

function addTest(program: Command, around: Surroundings) {
  const { locations, setExitCode } = around;
  program
    .command('test')
    .description('Run every test; the last line is `N passed, M failed`')
    .option(
      '--only <suites>',
      'of types, lint, format, unused, policy, go, unit, launcher, integration, e2e',
      (text: string) => text.split(/[,|]/),
    )
    .addOption(
      new Option(
        '--port <number>',
        'where the platform of the tests listens; the 18 ports after it are used too',
      )
        .env('CAIRN_TEST_PORT')
        .default(DEFAULT_TEST_PORT)
        .argParser(parsePort),
    )
    .addHelpText(
      'after',
      `
Examples:
  ./cairn test                          everything; the first time it builds the platform's tools
  ./cairn test --only types,lint,unit   what needs no platform`,
    )
    .action(async (options: { only?: string[]; port: number }) =>
      setExitCode(await commands.test.runTest(locations, options)),
    );
}

function addTools(program: Command, around: Surroundings) {
  const { locations, setExitCode } = around;
  const passThrough = (name: string, description: string) =>
    program
      .command(name)
      .argument('[arguments...]')
      .description(description)
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions();
  passThrough('kubectl', 'Run kubectl as administrator of the local cluster')
    // Commander hands over what it does not know, in the order given.
    .action(async (args: string[]) =>
      setExitCode(await commands.withTool.runKubectl(locations, args)),
    );
  passThrough(
    'argocd',
    'Run the argocd command with the right server and token',
  ).action(async (args: string[]) =>
    setExitCode(await commands.withTool.runArgocd(locations, args)),
  );
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
  ./cairn test        run every test
  ./cairn doctor      find out what is missing

Exit codes: packages/cli/README.md`,
    );
  const around: Surroundings = {
    locations,
    setExitCode,
    say: line => process.stdout.write(`${line}\n`),
  };
  addLifeCycle(program, around);
  addInspection(program, around);
  addTest(program, around);
  addTools(program, around);
  return program;
}
