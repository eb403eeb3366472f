import type { Drift, DriftedField } from '@cairn/plugin-environments-common';
import { managerWords } from '@cairn/plugin-environments-react';

/** A JSON pointer as one reads it: `spec › hard › pods`. */
export function pathWords(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(part => (/^\d+$/.test(part) ? `#${Number(part) + 1}` : part))
    .join(' › ');
}

/** What became of a field, by whom: `Changed by somebody with kubectl edit`. */
export function fieldWords({ before, after, manager }: DriftedField): string {
  let what = 'Changed';
  if (before === undefined) what = 'Added';
  if (after === undefined) what = 'Taken away';
  return manager
    ? `${what} by ${managerWords(manager)}`
    : `${what}; the API server does not say by whom`;
}

/** How much drifted: `3 fields of 2 objects, 1 object is gone`. */
export function driftSummary({ resources, unknown }: Drift): string {
  const count = (number: number, one: string, more: string) =>
    number === 1 ? `1 ${one}` : `${number} ${more}`;
  const changed = resources.filter(({ kind }) => kind === 'changed');
  const fields = changed.reduce((sum, one) => sum + one.fields.length, 0);
  const of = (kind: 'missing' | 'replaced') =>
    resources.filter(one => one.kind === kind).length;
  return [
    changed.length > 0 &&
      `${count(fields, 'field', 'fields')} of ${count(
        changed.length,
        'object',
        'objects',
      )}`,
    of('missing') > 0 &&
      `${count(of('missing'), 'object is', 'objects are')} gone`,
    of('replaced') > 0 &&
      `${count(of('replaced'), 'object was', 'objects were')} replaced`,
    unknown.length > 0 && `${unknown.length} not compared`,
  ]
    .filter(Boolean)
    .join(', ');
}
