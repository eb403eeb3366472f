// Writes src/generated/openapi.ts of the -common package of every -backend that has an openapi.yaml, where both its
// routes and its clients can use the types. With --check nothing is written: names the files that are not current, and
// fails when there are any.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const check = process.argv.includes('--check');

for (const plugin of await readdir(join(root, 'plugins'))) {
  const contract = join(root, 'plugins', plugin, 'openapi.yaml');
  if (!existsSync(contract)) continue;
  const common = plugin.replace(/-backend$/, '-common');
  const file = `plugins/${common}/src/generated/openapi.ts`;
  const target = join(root, file);
  const types = await openapiTS(pathToFileURL(contract));
  const wanted = `${COMMENT_HEADER}${astToString(types)}`;
  const present = existsSync(target) ? await readFile(target, 'utf8') : '';
  if (wanted === present) continue;
  if (check) {
    console.log(
      `${file} is not what plugins/${plugin}/openapi.yaml says: run yarn generate:openapi`,
    );
    process.exitCode = 1;
  } else {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, wanted);
  }
}
