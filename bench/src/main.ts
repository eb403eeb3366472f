import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBenchmarks } from './findBenchmarks';
import { runBenchmarks } from './runBenchmarks';

const USAGE = `yarn bench [NAME…] [--short] [--list]

Runs all benchmarks or the named ones, prints their figures and writes them to bench/results/NAME.json.
  --short  each once, to see that it works; the figures mean nothing
  --list   say which there are
CAIRN_TEST_PLATFORM names the file that describes the running platform; ./cairn bench sets it.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const all = findBenchmarks();
  if (values.list) {
    for (const { name, title } of all) {
      process.stdout.write(`${name.padEnd(24)} ${title}\n`);
    }
    return 0;
  }
  const unknown = positionals.filter(
    name => !all.some(benchmark => benchmark.name === name),
  );
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no benchmark ${unknown.join(', ')}. There are: ${all
        .map(({ name }) => name)
        .join(', ')}.\n`,
    );
    return 2;
  }
  const { finished, failed } = await runBenchmarks(
    all.filter(
      ({ name }) => positionals.length === 0 || positionals.includes(name),
    ),
    {
      length: values.short ? 'short' : 'full',
      platformFile: process.env.CAIRN_TEST_PLATFORM,
      results: join(__dirname, '..', 'results'),
      say: line => process.stdout.write(`${line}\n`),
    },
  );
  process.stdout.write(
    `${finished.length} finished, ${failed.length} failed\n`,
  );
  return failed.length === 0 && finished.length > 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  },
);
