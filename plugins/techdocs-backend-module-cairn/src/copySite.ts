import type { Stats } from 'node:fs';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { copyFolder } from './copyFolder';
import { Digest } from './Digest';
import { docsDirectoryOf, SITE_FILES } from './siteConfiguration';

/**
 * Copies MkDocs' configuration and the folder of docs that it names, and nothing else.
 *
 * @returns a digest of what was copied.
 */
export async function copySite(options: {
  /** Whose docs they are, for messages. */
  ref: string;
  /** The folder with the configuration. */
  from: string;
  /** An empty folder. */
  to: string;
}): Promise<string> {
  const { ref, to } = options;
  const found = await statIfThere(options.from);
  if (!found?.isDirectory()) {
    throw new NotFoundError(
      `The folder that the docs of ${ref} are to be in is not there: ${options.from}. Correct its annotation backstage.io/techdocs-ref.`,
    );
  }
  const from = await realpath(options.from);
  const digest = new Digest();
  const site = await readSite(from, ref);
  if (site) {
    await writeFile(join(to, site.file), site.text);
    digest.add('file', site.file, site.text);
  }

  const name = site ? docsDirectoryOf(site) : 'docs';
  const docs = resolve(from, name);
  const copy = resolve(to, name);
  // Inside the copy too, which an absolute path, or one through the name of the folder itself, is not.
  if (!isChildPath(from, docs) || !isChildPath(to, copy)) {
    throw outside(ref, name);
  }
  if (!(await statIfThere(docs))?.isDirectory()) {
    throw new NotFoundError(
      `The docs of ${ref} are to be in the folder ${name}, which is not there. Create it with an index.md, or name another as docs_dir in mkdocs.yml.`,
    );
  }
  const real = await realpath(docs);
  // The folder itself would be all of the checkout again; MkDocs takes no such docs_dir either.
  if (isChildPath(real, from)) {
    throw outside(ref, name);
  }
  await copyFolder({ ref, root: from, from: real, to: copy, digest });
  return digest.value();
}

function outside(ref: string, name: string): Error {
  return new NotAllowedError(
    `The docs of ${ref} are to be in ${name}, which is not a folder inside that of its mkdocs.yml. Name one that is as docs_dir.`,
  );
}

async function readSite(
  folder: string,
  ref: string,
): Promise<{ file: string; text: string } | undefined> {
  for (const file of SITE_FILES) {
    const path = join(folder, file);
    const found = await statIfThere(path);
    if (!found) {
      continue;
    }
    if (!isChildPath(folder, path)) {
      throw new NotAllowedError(
        `${file} of ${ref} is a link that leads out of its folder. Put the file itself there.`,
      );
    }
    if (!found.isFile()) {
      throw new InputError(
        `${file} of ${ref} is not a file. Put MkDocs' configuration there.`,
      );
    }
    return { file, text: await readFile(path, 'utf8') };
  }
  return undefined;
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  return await stat(path).catch(() => undefined);
}
