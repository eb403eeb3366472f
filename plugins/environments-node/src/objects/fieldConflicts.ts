import type {
  KubernetesObject,
  KubernetesStatusError,
} from '@cairn/plugin-clusters-node';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import { isRecord } from '@cairn/plugin-portal-common';

type Takes = NonNullable<PlannedChange['takes']>;

/**
 * Which fields of others an apply was refused for, by their manager: what `PlannedChange.takes` names.
 *
 * @param live - the object that it would have changed; the API server names entries of lists by their keys
 */
export function fieldConflicts(
  error: KubernetesStatusError,
  live: KubernetesObject,
): Takes {
  const byManager = new Map<string, Set<string>>();
  for (const { manager, field } of error.conflicts) {
    const fields = byManager.get(manager) ?? new Set();
    byManager.set(manager, fields.add(pointerOf(field, live)));
  }
  return [...byManager]
    .map(([manager, fields]) => ({ manager, fields: [...fields].sort() }))
    .sort((a, b) => (a.manager < b.manager ? -1 : 1));
}

/** Whether every conflict is one that the plan named. */
export function isNamed(conflicts: Takes, named: Takes): boolean {
  return (
    conflicts.length > 0 &&
    conflicts.every(({ manager, fields }) =>
      fields.every(field =>
        named.some(
          one => one.manager === manager && one.fields.includes(field),
        ),
      ),
    )
  );
}

/** `.spec.containers[name="web"].image` as a JSON pointer. Keys with dots are told from nested ones by what is there. */
export function pointerOf(field: string, live: unknown): string {
  let rest = field;
  let node = live;
  let pointer = '';
  while (rest !== '') {
    const { key, length } = rest.startsWith('[')
      ? entryKey(rest, node)
      : memberKey(rest, node);
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    node = childOf(node, key);
    rest = rest.slice(length);
  }
  return pointer;
}

function memberKey(
  rest: string,
  node: unknown,
): { key: string; length: number } {
  const path = rest.startsWith('.') ? rest.slice(1) : rest;
  const skipped = rest.length - path.length;
  const known = Object.keys(isRecord(node) ? node : {})
    .filter(
      key =>
        path.startsWith(key) &&
        ['', '.', '['].includes(path.charAt(key.length)),
    )
    .sort((a, b) => b.length - a.length)[0];
  const key = known ?? /^[^.[]*/.exec(path)?.[0] ?? path;
  // Never stands still, whatever the text.
  return { key, length: Math.max(skipped + key.length, 1) };
}

function entryKey(
  rest: string,
  node: unknown,
): { key: string; length: number } {
  const end = rest.indexOf(']') + 1 || rest.length;
  const inner = rest.slice(1, end - 1);
  const entries = Array.isArray(node) ? node : [];
  const index = entries.findIndex((entry, at) =>
    inner.startsWith('=')
      ? JSON.stringify(entry) === inner.slice(1)
      : String(at) === inner || hasKeys(entry, inner),
  );
  return { key: index < 0 ? inner : String(index), length: end };
}

/** @param keys - for example `containerPort=80,protocol="TCP"` */
function hasKeys(entry: unknown, keys: string): boolean {
  return (
    isRecord(entry) &&
    keys.split(',').every(pair => {
      const [name, ...value] = pair.split('=');
      return (
        value.length > 0 && JSON.stringify(entry[name]) === value.join('=')
      );
    })
  );
}

function childOf(node: unknown, key: string): unknown {
  if (Array.isArray(node)) {
    return node[Number(key)];
  }
  return isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}
