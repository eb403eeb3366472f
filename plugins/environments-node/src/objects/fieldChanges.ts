import type { FieldChange } from '@cairn/plugin-environments-common';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '@cairn/plugin-portal-common';

/**
 * The fields in which two JSON values differ, deepest first found, in a stable order.
 *
 * @returns JSON pointers with both values; one is absent where the field is new or goes.
 */
export function fieldChanges(
  before: unknown,
  after: unknown,
  path: string = '',
): FieldChange[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from(
      { length: Math.max(before.length, after.length) },
      (_, index) =>
        fieldChanges(before[index], after[index], `${path}/${index}`),
    ).flat();
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [
      ...new Set([...Object.keys(before), ...Object.keys(after)]),
    ].sort();
    return keys.flatMap(key =>
      fieldChanges(
        memberOf(before, key),
        memberOf(after, key),
        `${path}/${escapePointer(key)}`,
      ),
    );
  }
  return [
    {
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map(unescapePointer)
    .reduce<unknown>((node, key) => {
      if (Array.isArray(node)) {
        return node[Number(key)];
      }
      return isRecord(node) ? memberOf(node, key) : undefined;
    }, root);
}

/** Whether a pointer, or something above or below it, is in a value. */
export function touches(root: unknown, pointer: string): boolean {
  const keys = pointer.split('/').slice(1).map(unescapePointer);
  let node = root;
  for (const key of keys) {
    if (Array.isArray(node)) {
      node = node[Number(key)];
    } else if (isRecord(node)) {
      node = memberOf(node, key);
    } else {
      // A leaf above the pointer.
      return node !== undefined;
    }
  }
  return node !== undefined;
}

/** Nothing that every object has, for example `toString`. */
function memberOf(node: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unescapePointer(key: string): string {
  return key.replace(/~1/g, '/').replace(/~0/g, '~');
}
