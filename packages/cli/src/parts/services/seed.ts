import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of an example repository. */
export interface SeedFile {
  /** Below the repository, with slashes. */
  path: string;
  content: Buffer;
}

const LEFT_OUT = new Set(['.git', 'node_modules']);

/** All files below a folder, by path. */
export async function readSeed(folder: string): Promise<SeedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter(entry => !LEFT_OUT.has(entry.name))
      .map(async (entry): Promise<SeedFile[]> => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          const below = await readSeed(path);
          return below.map(file => ({
            ...file,
            path: `${entry.name}/${file.path}`,
          }));
        }
        return entry.isFile()
          ? [{ path: entry.name, content: await readFile(path) }]
          : [];
      }),
  );
  return files
    .flat()
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

/** Names what the files are: the same paths and bytes give the same digest, others another. */
export function seedDigest(files: SeedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) {
    // Lengths keep the end of one from being taken for the beginning of another.
    hash.update(`${Buffer.byteLength(path)}:${content.length}:`);
    hash.update(path);
    hash.update(content);
  }
  return hash.digest('hex');
}

const TRAILER = 'Cairn-Example';

/** Message of a commit that brings an example as it is shipped. */
export function seedMessage(subject: string, digest: string): string {
  return `${subject}\n\n${TRAILER}: ${digest}\n`;
}

/** What to do with a repository, told by the message of its newest commit. */
export type SeedStep =
  /** Nothing was ever pushed. */
  | 'create'
  /** The newest commit is an older example of ours: put the new one on top. */
  | 'update'
  /** It holds the example as it is. */
  | 'nothing'
  /** The newest commit is a person's: theirs from now on. */
  | 'leave';

/** Decides {@link SeedStep}; never anything that would take a person's commits away. */
export function nextSeedStep(
  newestMessage: string | undefined,
  digest: string,
): SeedStep {
  if (newestMessage === undefined) {
    return 'create';
  }
  const trailer = new RegExp(`^${TRAILER}: ([0-9a-f]{64})$`, 'm').exec(
    newestMessage,
  );
  if (!trailer) {
    return 'leave';
  }
  return trailer[1] === digest ? 'nothing' : 'update';
}

/** What a repository is for, in a line: the first paragraph of its README. */
export function firstParagraph(files: SeedFile[]): string {
  const readme = files.find(file => file.path === 'README.md');
  const paragraph = (readme?.content.toString('utf8') ?? '')
    .split(/\n\s*\n/)
    .map(text => text.trim())
    .find(text => text !== '' && !text.startsWith('#'));
  return (paragraph ?? '').replace(/\s+/g, ' ').slice(0, 255);
}
