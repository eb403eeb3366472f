import type { DriftedField } from '@cairn/plugin-environments-common';
import { isRecord } from '@cairn/plugin-portal-common';

/** Another value for one parameter. */
export interface Candidate {
  name: string;
  value: unknown;
}

/** Values of an enumeration that are tried. */
const MOST_OF_ENUM = 20;

/**
 * Values that the parameters of a class could have so that it makes what is live: each value that is live, as the type of
 * the parameter, or the part of it that stands where the parameter's value stood; of an enumeration, each of its values.
 */
export function candidatesOf({
  schema,
  parameters,
  live,
}: {
  schema: Record<string, unknown>;
  parameters: Record<string, unknown>;
  live: Array<Pick<DriftedField, 'before' | 'after'>>;
}): Candidate[] {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    const current = parameters[name];
    const values = isRecord(property) ? valuesOf(property, current, live) : [];
    return [...new Set(values)]
      .filter(value => value !== current)
      .map(value => ({ name, value }));
  });
}

function valuesOf(
  property: Record<string, unknown>,
  current: unknown,
  live: Array<Pick<DriftedField, 'before' | 'after'>>,
): unknown[] {
  if (Array.isArray(property.enum)) {
    return property.enum.slice(0, MOST_OF_ENUM);
  }
  return live.flatMap(({ before, after }) => [
    ...typed(after, property.type),
    ...typed(insertedIn(before, current, after), property.type),
  ]);
}

/** What stands in `after` where `value` stood in `before`: `2` of `web:1`, `1` and `web:2`. */
function insertedIn(before: unknown, value: unknown, after: unknown): unknown {
  if (typeof before !== 'string' || typeof after !== 'string') {
    return undefined;
  }
  const text = String(value ?? '');
  const at = text === '' ? -1 : before.indexOf(text);
  if (at === -1) {
    return undefined;
  }
  const prefix = before.slice(0, at);
  const suffix = before.slice(at + text.length);
  return after.length >= prefix.length + suffix.length &&
    after.startsWith(prefix) &&
    after.endsWith(suffix)
    ? after.slice(prefix.length, after.length - suffix.length)
    : undefined;
}

/** A live value as a parameter of that type; nothing where it cannot be one. */
function typed(value: unknown, type: unknown): unknown[] {
  switch (type) {
    case 'integer':
    case 'number': {
      const number =
        typeof value === 'string' && value.trim() !== ''
          ? Number(value)
          : value;
      return typeof number === 'number' && Number.isFinite(number)
        ? [number]
        : [];
    }
    case 'boolean':
      if (value === 'true' || value === 'false') {
        return [value === 'true'];
      }
      return typeof value === 'boolean' ? [value] : [];
    case 'string':
      return typeof value === 'string' || typeof value === 'number'
        ? [String(value)]
        : [];
    default:
      return [];
  }
}
