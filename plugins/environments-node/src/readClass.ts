import { InputError } from '@backstage/errors';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { classVersion } from './classVersion';
import type { EnvironmentClass } from './EnvironmentClasses';
import { assertClassIsSound, CLASS_FILE, parseClassFile } from './parseClass';
import { readSources } from './readSources';

/**
 * Reads one class, whole.
 *
 * @param folder - absolute path of a folder with a `class.yaml`
 * @throws InputError saying why it is not a class
 */
export async function readClass(folder: string): Promise<EnvironmentClass> {
  const sources = await readSources(folder);
  const file = sources.get(CLASS_FILE);
  if (file === undefined) {
    throw new InputError(`there is no ${CLASS_FILE} in it`);
  }
  const definition = parseClassFile(file);
  for (const include of definition.spec.includes ?? []) {
    await readInclude(sources, dirname(folder), include);
  }
  assertClassIsSound(definition, sources);
  return {
    definition,
    sources,
    version: classVersion(sources),
    location: `file:${join(folder, CLASS_FILE)}`,
  };
}

async function readInclude(
  sources: Map<string, string>,
  parent: string,
  include: string,
): Promise<void> {
  const folder = join(parent, include);
  if ([...sources.keys()].some(path => path.startsWith(`${include}/`))) {
    throw new InputError(
      `spec.includes: '${include}' is also a folder of the class itself; rename one`,
    );
  }
  if (!existsSync(folder)) {
    throw new InputError(
      `spec.includes: there is no folder '${include}' beside the class's own`,
    );
  }
  const included = await readSources(folder);
  if (included.has(CLASS_FILE)) {
    throw new InputError(
      `spec.includes: '${include}' is a class of its own; only a folder without ${CLASS_FILE} can be shared`,
    );
  }
  for (const [path, content] of included) {
    sources.set(`${include}/${path}`, content);
  }
}
