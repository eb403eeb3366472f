import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';

/** Most bytes of one file. */
export const MAX_FILE_BYTES = 1024 * 1024;
/** Most files of one class. */
export const MAX_FILES = 200;

/**
 * Reads every file of a folder as text, by its path relative to the folder. Files and folders whose name begins with a
 * dot are not part of it.
 *
 * @throws InputError naming the file, where it is a symbolic link (it could lead anywhere on this machine), not a regular
 * file, too large or not UTF-8
 */
export async function readSources(
  folder: string,
): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  if ((await lstat(folder)).isSymbolicLink()) {
    throw new InputError(
      `'${folder}' is a symbolic link; a class consists of its own files`,
    );
  }
  await readInto(sources, folder, '');
  return sources;
}

async function readInto(
  sources: Map<string, string>,
  folder: string,
  prefix: string,
): Promise<void> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  for (const entry of entries) {
    if (entry.name.startsWith('.')) {
      continue;
    }
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isSymbolicLink()) {
      throw new InputError(
        `'${path}' is a symbolic link; a class consists of its own files`,
      );
    }
    if (entry.isDirectory()) {
      await readInto(sources, folder, path);
    } else if (entry.isFile()) {
      sources.set(path, await readText(join(folder, path), path));
    } else {
      throw new InputError(`'${path}' is not a regular file`);
    }
    if (sources.size > MAX_FILES) {
      throw new InputError(`the class has more than ${MAX_FILES} files`);
    }
  }
}

async function readText(file: string, path: string): Promise<string> {
  // O_NOFOLLOW closes the gap in which the file could become a link after it was listed.
  const handle = await open(file, constants.O_RDONLY + constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    if (size > MAX_FILE_BYTES) {
      throw new InputError(
        `'${path}' has ${size} bytes; at most ${MAX_FILE_BYTES} are allowed`,
      );
    }
    const content = await handle.readFile();
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw new InputError(`'${path}' is not UTF-8 text`);
    }
  } finally {
    await handle.close();
  }
}
