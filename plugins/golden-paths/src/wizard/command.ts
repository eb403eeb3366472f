import { parseEntityRef } from '@backstage/catalog-model';
import { shellWord } from '@cairn/plugin-portal-react';
import { readStartEnvironments } from '../fields/startEnvironments';
import type { Values } from './drafts';

/** Values that the command line can be told, in the order of its help. */
const FLAGS = ['name', 'owner', 'system', 'description'];

function flagsOf(name: string, value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (name === 'environments') {
    const chosen = readStartEnvironments(value);
    return chosen.length === 0
      ? ['--env none']
      : chosen.map(one => `--env ${shellWord(`${one.name}=${one.class}`)}`);
  }
  return [`--${name} ${shellWord(String(value))}`];
}

/** The command that does the same; undefined where there is a value that the command line cannot be told. */
export function newCommand(
  template: string,
  values: Values,
): string | undefined {
  const parts = [`./cairn new ${shellWord(parseEntityRef(template).name)}`];
  const known = [...FLAGS, 'environments'];
  if (Object.keys(values).some(name => !known.includes(name))) return undefined;
  return parts
    .concat(known.flatMap(name => flagsOf(name, values[name])))
    .join(' ');
}
