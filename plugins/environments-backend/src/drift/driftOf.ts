import type {
  Drift,
  DriftedField,
  DriftedResource,
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { refKey, refTitle } from '../refKey';
import type { DriftSummary } from '../observe/findings';

/** Fields that are named in a sentence. */
const NAMED = 3;
/** Below it is what systems say and nobody asked for: whether that is drift, they say themselves. */
const STATUS = '/status/';

/**
 * What is not as planned, from what a plan of the same would have to change.
 *
 * @param changes - redacted
 * @param items - what the environment owns, without what its own objects made
 * @param complaints - what systems say themselves of items, by their ids
 */
export function driftOf(
  changes: PlannedChange[],
  items: InventoryItem[],
  complaints: ReadonlyMap<string, string> = new Map(),
): Drift {
  const resources: DriftedResource[] = [];
  const unknown: Drift['unknown'] = [];
  for (const change of changes) {
    if (change.operation === 'unknown') {
      unknown.push({
        ref: change.ref,
        message: change.reason ?? 'It could not be compared.',
      });
      continue;
    }
    const drifted = resourceOf(change, items);
    if (drifted) {
      resources.push(drifted);
    }
  }
  for (const item of items) {
    const message = complaints.get(item.id);
    const isKnown = resources.some(
      ({ ref }) => refKey(ref) === refKey(item.ref),
    );
    if (message !== undefined && !isKnown) {
      const { component, ref } = item;
      resources.push({ component, ref, kind: 'changed', message, fields: [] });
    }
  }
  return { resources, unknown };
}

/** The same in numbers and one sentence. */
export function summaryOf({ resources, unknown }: Drift): DriftSummary {
  const [first, ...others] = resources;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return {
    resources: resources.length,
    unknown: unknown.length,
    summary: first
      ? `${refTitle(first.ref)} is not as planned${more}: ${first.message}`
      : '',
  };
}

/** The same with who set the fields, where that is known. */
export function withOwners(
  resource: DriftedResource,
  owners: ReadonlyArray<Pick<DriftedField, 'path' | 'manager' | 'changedAt'>>,
): DriftedResource {
  const fields = resource.fields.map(field => {
    const owner = owners.find(({ path }) => path === field.path);
    return {
      ...field,
      ...(owner?.manager && { manager: owner.manager }),
      ...(owner?.changedAt && { changedAt: owner.changedAt }),
    };
  });
  const managers = [...new Set(fields.flatMap(({ manager }) => manager ?? []))];
  return {
    ...resource,
    fields,
    message:
      managers.length > 0
        ? `${resource.message} by ${managers.join(' and ')}`
        : resource.message,
  };
}

function resourceOf(
  change: PlannedChange,
  items: InventoryItem[],
): DriftedResource | undefined {
  const { component, ref, operation, liveUid, reason = '' } = change;
  const item = items.find(one => refKey(one.ref) === refKey(ref));
  const resource = (
    kind: DriftedResource['kind'],
    message: string,
    fields: DriftedField[] = [],
  ): DriftedResource => ({ component, ref, kind, message, fields });
  switch (operation) {
    case 'unchanged':
      return item && liveUid !== undefined && item.uid !== liveUid
        ? resource('replaced', 'it was deleted and made anew by somebody else')
        : undefined;
    case 'create':
      return resource('missing', 'it does not exist any more');
    case 'delete':
      return change.before === undefined && liveUid === undefined
        ? undefined
        : resource('changed', 'it is not part of the environment');
    case 'conflict':
      return item && liveUid !== undefined && item.uid !== liveUid
        ? resource('replaced', 'another object has its name')
        : resource('changed', lowered(reason), fieldsOf(change));
    default: {
      const fields = fieldsOf(change).filter(
        ({ path }) => !path.startsWith(STATUS),
      );
      return fields.length === 0 && change.fields.length > 0
        ? undefined
        : resource('changed', changedFields(fields), fields);
    }
  }
}

/** A plan goes from what is live to what is wanted, drift the other way. */
function fieldsOf({ fields }: PlannedChange): DriftedField[] {
  return fields.map(field => ({
    path: field.path,
    ...('after' in field && { before: field.after }),
    ...('before' in field && { after: field.before }),
  }));
}

function changedFields(fields: DriftedField[]): string {
  const names = fields.slice(0, NAMED).map(({ path }) => path.slice(1));
  const more =
    fields.length > NAMED ? ` and ${fields.length - NAMED} more` : '';
  return `${names.join(', ')}${more} changed`;
}

function lowered(text: string): string {
  return text ? text[0].toLowerCase() + text.slice(1) : 'it was changed';
}
