import { isError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Path of a generated credential of the local platform. */
export function secretPath(state: string, name: string): string {
  return join(state, 'secrets', name);
}

/** Content of a file, or `undefined` where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Replaces a file atomically: readers see the old content or the new one, also after a crash.
 *
 * @param mode - Access rights of the new file; only its owner may read it by default.
 */
export async function replaceFile(
  path: string,
  content: string,
  mode = 0o600,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const file = await open(next, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, path);
  } finally {
    await rm(next, { force: true });
  }
}

/** Replaces a file only where its content differs; tells whether it did. */
export async function replaceIfChanged(
  path: string,
  content: string,
  mode = 0o600,
): Promise<boolean> {
  if ((await readIfThere(path)) === content) {
    return false;
  }
  await replaceFile(path, content, mode);
  return true;
}

/** A generated credential: the one in its file, else a new random one (256 bits, URL-safe) that is kept there. */
export async function readOrCreateSecret(
  state: string,
  name: string,
): Promise<string> {
  const path = secretPath(state, name);
  const known = (await readIfThere(path))?.trim();
  if (known) {
    return known;
  }
  const created = randomBytes(32).toString('base64url');
  await replaceFile(path, `${created}\n`);
  return created;
}
