import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Which files of a folder count. Paths are relative, with `/`. */
export interface DigestOptions {
  /** Folders and files for which it is false are left out; all count by default. */
  include?: (path: string) => boolean;
}

/** All files below a folder, sorted, relative with `/`. A file answers with itself, a missing path with nothing. */
export async function listFiles(
  root: string,
  path: string,
  include: (path: string) => boolean,
): Promise<string[]> {
  const name = relative(root, path).split(sep).join('/');
  if (name !== '' && !include(name)) {
    return [];
  }
  const info = await stat(path).catch(() => undefined);
  if (!info) {
    return [];
  }
  if (!info.isDirectory()) {
    return [name];
  }
  const entries = await readdir(path);
  const nested = await Promise.all(
    entries.map(entry => listFiles(root, join(path, entry), include)),
  );
  return nested.flat().sort();
}

/**
 * SHA-256 over names and contents of files: the same wherever the checkout lies and whenever files were written.
 *
 * @param paths - Files and folders below `root`; a missing one counts as such.
 */
export async function digestFiles(
  root: string,
  paths: readonly string[],
  options: DigestOptions = {},
): Promise<string> {
  const include = options.include ?? (() => true);
  const names = new Set<string>();
  for (const path of paths) {
    for (const name of await listFiles(root, join(root, path), include)) {
      names.add(name);
    }
  }
  const digest = createHash('sha256');
  for (const name of [...names].sort()) {
    const content = await readFile(join(root, ...name.split('/')));
    digest.update(`${name}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}
