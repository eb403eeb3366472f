import { constants, type Dirent } from 'node:fs';
import {
  mkdir,
  readdir,
  readFile,
  realpath,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Digest } from './Digest';

interface Copy {
  /** Whose docs they are, for messages. */
  ref: string;
  /** The entity's folder, by its real path, beyond which no link may lead. */
  root: string;
  /** The folder of docs in it, by its real path. */
  from: string;
  to: string;
  digest: Digest;
}

/**
 * Copies a folder of docs, in an order that does not depend on the file system. Links are judged before anything is read through
 * them: a file elsewhere in the entity's folder (`index.md` → `../README.md`) is copied, a folder among the docs stays a link, and
 * whatever leads further is refused.
 */
export async function copyFolder(copy: Copy): Promise<void> {
  await copyEntries(copy, '');
}

async function copyEntries(copy: Copy, path: string): Promise<void> {
  await mkdir(join(copy.to, path), { recursive: true });
  copy.digest.add('folder', path, '');
  const entries = await readdir(join(copy.from, path), { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) {
      await copyEntries(copy, name);
    } else if (entry.isFile()) {
      await copyFile(copy, name, join(copy.from, name));
    } else if (entry.isSymbolicLink()) {
      await copyLink(copy, name);
    }
    // Sockets, pipes and devices are no docs, and reading one could wait for ever.
  }
}

async function copyLink(copy: Copy, name: string): Promise<void> {
  const link = join(copy.from, name);
  if (!isChildPath(copy.root, link)) {
    throw new NotAllowedError(
      `The docs of ${copy.ref} hold a link that leads out of its folder: ${name}. Replace it with what it stands for.`,
    );
  }
  // Leads nowhere, as the lock files of some editors do: there is nothing to show.
  const target = await realpath(link).catch(() => undefined);
  if (target === undefined) {
    return;
  }
  const found = await stat(target);
  if (found.isFile()) {
    await copyFile(copy, name, target);
  } else if (found.isDirectory()) {
    if (!isChildPath(copy.from, target)) {
      throw new NotAllowedError(
        `The docs of ${copy.ref} hold a link to a folder that is not among them: ${name}. Move that folder into the docs.`,
      );
    }
    const leadsTo = relative(dirname(link), target);
    await symlink(leadsTo, join(copy.to, name));
    copy.digest.add('link', name, leadsTo);
  }
}

async function copyFile(
  copy: Copy,
  name: string,
  source: string,
): Promise<void> {
  // Its path has been judged: should there be a link in its place by now, it is not followed.
  const flag = constants.O_RDONLY | constants.O_NOFOLLOW;
  const content = await readFile(source, { flag });
  await writeFile(join(copy.to, name), content);
  copy.digest.add('file', name, content);
}

/** By code units: the same order in every locale. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
