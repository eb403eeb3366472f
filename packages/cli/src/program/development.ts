import { Option, type Command } from 'commander';
import { commands } from '../commands/commands';
import { DEFAULT_TEST_PORT } from '../platform/ports';
import { parsePort } from './portOption';
import type { Surroundings } from './Surroundings';

/** `test`, `bench`. */
export function addDevelopment(program: Command, around: Surroundings) {
  const { locations, setExitCode } = around;
  program
    .command('test')
    .description('Run every test; the last line is `N passed, M failed`')
    .option(
      '--only <suites>',
      'of types, lint, format, unused, policy, go, unit, launcher, integration, e2e, bench',
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

  program
    .command('bench')
    .argument('[names...]', 'of benchmarks; all by default')
    .description('Run benchmarks; results in bench/results')
    .option('--short', 'each once, to see that it works')
    .option('--list', 'say which there are')
    .addHelpText(
      'after',
      `
Some need the local platform: ./cairn up -d

Examples:
  ./cairn bench --list
  ./cairn bench cli-start`,
    )
    .action(
      async (names: string[], options: { short?: boolean; list?: boolean }) =>
        setExitCode(
          await commands.bench.runBenchmarks(locations, names, options),
        ),
    );
}
