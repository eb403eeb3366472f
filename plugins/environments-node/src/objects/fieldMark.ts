import { createHash } from 'node:crypto';
import {
  FIELD_MANAGER,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import { managedFieldsOf, type ManagedFields } from './managedFields';

/** What controllers write all the time, and what is no part of what anybody asks for. */
const NOT_ASKED_FOR = ['f:status', 'f:operation'];

/**
 * By what a change of an object by somebody else shows without comparing it.
 *
 * An API server takes a field away from us in the same write in which somebody else gives it another value, so as long as
 * `own` stays the same, each field that Cairn set has the value that Cairn gave it.
 */
export interface FieldMark {
  /** Digest of which fields Cairn owns; empty: none at all. */
  own: string;
  /** When somebody else changed anything that can be asked for, RFC 3339; empty: never. */
  touched: string;
}

export function fieldMark(object: KubernetesObject): FieldMark {
  const entries = managedFieldsOf(object);
  const own = entries.find(
    ({ manager, operation, subresource }) =>
      manager === FIELD_MANAGER &&
      operation === 'Apply' &&
      subresource === undefined,
  );
  const touched = entries
    .filter(isOfSomebodyElse)
    .map(({ time }) => time ?? '')
    .sort()
    .at(-1);
  return { own: own ? digestOf(own.fieldsV1) : '', touched: touched ?? '' };
}

function isOfSomebodyElse({
  manager,
  subresource,
  fieldsV1,
}: ManagedFields): boolean {
  if (manager === FIELD_MANAGER || subresource === 'status') {
    return false;
  }
  return Object.entries(fieldsV1).some(
    ([key, fields]) =>
      !NOT_ASKED_FOR.includes(key) &&
      !(key === 'f:metadata' && hasOnlyAnnotations(fields)),
  );
}

/** Controllers keep notes in annotations. */
function hasOnlyAnnotations(fields: unknown): boolean {
  return (
    typeof fields === 'object' &&
    fields !== null &&
    Object.keys(fields).every(key => key === 'f:annotations')
  );
}

/** Keys come in any order. */
function digestOf(fields: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(fields)))
    .digest('base64url')
    .slice(0, 16);
}

function sorted(node: unknown): unknown {
  return typeof node === 'object' && node !== null
    ? Object.entries(node)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, sorted(value)])
    : node;
}
