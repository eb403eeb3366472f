import { isRecord } from '@cairn/plugin-portal-common';
import { plain } from '../output/plain';

/** Keys of an object, in the order in which people read them. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'spec'];

/** A line, four spaces in for each level. */
export function indent(line: string, depth: number): string {
  return `${'    '.repeat(depth)}${line}`;
}

/** A value of a field, as JSON. */
export function literal(value: unknown): string {
  return value === undefined
    ? '(none)'
    : plain(JSON.stringify(value) ?? String(value));
}

function sortedEntries(value: Record<string, unknown>): [string, unknown][] {
  const rank = (key: string) => {
    const index = FIRST_KEYS.indexOf(key);
    return index < 0 ? FIRST_KEYS.length : index;
  };
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
}

/** Every field of a value that appears or goes, one line each. */
function* wholeLines(
  key: string,
  value: unknown,
  sign: string,
  depth: number,
): Generator<string> {
  const name = key === '' ? '' : `${plain(key)}: `;
  const isEmpty =
    (isRecord(value) && Object.keys(value).length === 0) ||
    (Array.isArray(value) && value.length === 0);
  if (isEmpty || (!isRecord(value) && !Array.isArray(value))) {
    yield indent(`${sign} ${name}${literal(value)}`, depth);
    return;
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  yield indent(`${sign} ${name}${open}`, depth);
  const entries = Array.isArray(value)
    ? value.map((each: unknown): [string, unknown] => ['', each])
    : sortedEntries(value);
  for (const [child, each] of entries) {
    yield* wholeLines(child, each, sign, depth + 1);
  }
  yield indent(`  ${close}`, depth);
}

/** Every field of an object that would be made. What each object carries is left out, unless `full`. */
export function newObjectLines(
  object: Record<string, unknown>,
  full: boolean,
): string[] {
  const shown = full ? object : withoutOwnership(object);
  return sortedEntries(shown)
    .filter(([key]) => full || !['apiVersion', 'kind'].includes(key))
    .flatMap(([key, value]) => [...wholeLines(key, value, '+', 1)]);
}

/** What every object carries is said once, not at each. */
function withoutOwnership(
  object: Record<string, unknown>,
): Record<string, unknown> {
  if (!isRecord(object.metadata)) {
    return object;
  }
  const keep = (value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).filter(
            ([key]) =>
              !key.startsWith('cairn.dev/') &&
              key !== 'app.kubernetes.io/managed-by',
          ),
        )
      : value;
  const { name: _name, namespace: _namespace, ...rest } = object.metadata;
  const metadata = Object.fromEntries(
    Object.entries({
      ...rest,
      labels: keep(rest.labels),
      annotations: keep(rest.annotations),
    }).filter(
      ([, value]) =>
        value !== undefined &&
        !(isRecord(value) && Object.keys(value).length === 0),
    ),
  );
  const { metadata: _metadata, ...others } = object;
  return Object.keys(metadata).length > 0 ? { ...others, metadata } : others;
}
