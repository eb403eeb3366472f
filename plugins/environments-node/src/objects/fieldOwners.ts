import { isDeepStrictEqual } from 'node:util';
import {
  FIELD_MANAGER,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { isRecord } from '@cairn/plugin-portal-common';
import type { FieldOwner } from '../Engine';
import { managedFieldsOf, type ManagedFields } from './managedFields';

/**
 * Who set fields of an object, and when. Where several own a field, it is the one who is not Cairn, and of those the last.
 *
 * @param paths - JSON pointers
 */
export function fieldOwners(
  object: KubernetesObject,
  paths: string[],
): FieldOwner[] {
  const entries = managedFieldsOf(object);
  return paths.map(path => {
    const keys = path
      .split('/')
      .slice(1)
      .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    const owner = entries
      .filter(({ fieldsV1 }) => owns(fieldsV1, object, keys))
      .sort(byImportance)[0];
    return {
      path,
      ...(owner && {
        manager: owner.manager,
        ...(owner.time && { changedAt: owner.time }),
      }),
    };
  });
}

/** The same of an inventory item, read now. Never throws: without an answer nobody is known. */
export async function ownersOfFields(
  clusters: Clusters,
  item: InventoryItem,
  paths: string[],
  options: { signal: AbortSignal },
): Promise<FieldOwner[]> {
  try {
    const live = await clusters
      .get(item.ref.cluster)
      .writer.get(item.ref, options);
    return live ? fieldOwners(live, paths) : paths.map(path => ({ path }));
  } catch {
    return paths.map(path => ({ path }));
  }
}

function byImportance(a: ManagedFields, b: ManagedFields): number {
  const isOurs = ({ manager }: ManagedFields) =>
    manager === FIELD_MANAGER ? 1 : 0;
  return isOurs(a) - isOurs(b) || (b.time ?? '').localeCompare(a.time ?? '');
}

/**
 * Whether a set of fields has the one at a path, or everything of something above it. What is in a list stands there by
 * its key (`k:{"name":"web"}`) or value (`v:"a"`), or not at all where the list is owned as a whole.
 */
function owns(fields: unknown, value: unknown, keys: string[]): boolean {
  if (!isRecord(fields)) {
    return false;
  }
  const members = Object.keys(fields).filter(key => key !== '.');
  const [key, ...rest] = keys;
  if (key === undefined) {
    return true;
  }
  if (members.length === 0) {
    return true;
  }
  if (Array.isArray(value)) {
    const element: unknown = value[Number(key)];
    const member = members.find(name => isMember(name, element, key));
    return member !== undefined && owns(fields[member], element, rest);
  }
  const child = isRecord(value) ? value[key] : undefined;
  return owns(fields[`f:${key}`], child, rest);
}

function isMember(name: string, element: unknown, index: string): boolean {
  if (name.startsWith('i:')) {
    return name.slice(2) === index;
  }
  const wanted = parsed(name.slice(2));
  if (name.startsWith('v:')) {
    return isDeepStrictEqual(wanted, element);
  }
  return (
    name.startsWith('k:') &&
    isRecord(wanted) &&
    isRecord(element) &&
    Object.entries(wanted).every(([key, value]) =>
      isDeepStrictEqual(element[key], value),
    )
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
