import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** The root of the checkout. */
export const root = resolve(__dirname, '../../..');

/** Folders of all packages, relative to the root: `plugins/environments`, `packages/app`, … */
export const packageFolders: string[] = ['packages', 'plugins'].flatMap(
  parent =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => `${parent}/${entry.name}`),
);

/** Text of a file, by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A YAML file with one document. */
export function readYaml(path: string): unknown {
  return parse(read(path));
}

/** Each document of a YAML file. */
export function readYamlDocuments(path: string): unknown[] {
  return parseAllDocuments(read(path)).map(document => document.toJS());
}

/** Paths from the root of all files below a folder, in a stable order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
