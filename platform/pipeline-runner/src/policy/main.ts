import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { InputError, isError } from '@backstage/errors';
import { askPolicy } from './askPolicy';
import { readManifests } from './readManifests';
import { isAllowed, reportOf } from './report';

const USAGE = `Usage: cairn-policy check [--source NAME] FILE…

Asks Cairn's policies about Kubernetes manifests. FILE may be - for standard input.

  kustomize build deploy/overlays/dev | cairn-policy check -

Exit codes: 0 allowed, 1 denied or policy cannot be asked, 2 the command line or a manifest is wrong.
`;

async function check(files: readonly string[], source?: string) {
  const url = process.env.CAIRN_POLICY_URL;
  if (!url) {
    throw new InputError(
      'CAIRN_POLICY_URL must hold the address of OPA; the pipeline runner sets it',
    );
  }
  const objects = await Promise.all(
    files.map(async file =>
      file === '-'
        ? readManifests('standard input', await text(process.stdin))
        : readManifests(file, await readFile(file, 'utf8')),
    ),
  );
  const all = objects.flat();
  if (all.length === 0) {
    throw new InputError('There is no object in what was given');
  }
  const name = source ?? process.env.GITHUB_REPOSITORY ?? 'manifests';
  const result = await askPolicy(url.replace(/\/+$/, ''), name, all);
  process.stdout.write(`${reportOf(result, all.length)}\n`);
  return isAllowed(result) ? 0 : 1;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { source: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [command, ...files] = positionals;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command !== 'check' || files.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  return check(files, values.source);
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${isError(error) ? error.message : String(error)}\n`);
    process.exitCode =
      isError(error) && error.name === 'ServiceUnavailableError' ? 1 : 2;
  },
);
