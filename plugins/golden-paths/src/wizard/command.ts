import { parseEntityRef } from '@backstage/catalog-model';
import { readStartEnvironments } from '../fields/startEnvironments';
import type { Values } from './drafts';

/** A word of a command, quoted where a shell would read more into it than a word. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.split("'").join(`'\\''`)}'`;
}

/** Values that the command line can be told, in the order of its help. */
const FLAGS = ['name', 'owner', 'system', 'description'];

function flagsOf(name: string, value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (name === 'environments') {
    const chosen = readStartEnvironments(value);
    return chosen.length === 0
      ? ['--env none']
      : chosen.map(one => `--env ${quoted(`${one.name}=${one.class}`)}`);
  }
  return [`--${name} ${quoted(String(value))}`];
}

/** The command that does the same; undefined where there is a value that the command line cannot be told. */
export function newCommand(
  template: string,
  values: Values,
): string | undefined {
  const parts = [`./cairn new ${quoted(parseEntityRef(template).name)}`];
  const known = [...FLAGS, 'environments'];
  if (Object.keys(values).some(name => !known.includes(name))) return undefined;
  return parts
    .concat(known.flatMap(name => flagsOf(name, values[name])))
    .join(' ');
}
