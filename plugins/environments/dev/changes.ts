import type {
  DesiredResource,
  FieldChange,
  PlannedChange,
} from '@cairn/plugin-environments-common';

/** Kinds of which a field cannot be changed in place. */
const IMMUTABLE = new Set(['PersistentVolumeClaim']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The fields by which two values differ, as JSON pointers. */
export function differences(
  before: unknown,
  after: unknown,
  path = '',
): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap(name =>
    differences(before[name], after[name], `${path}/${name}`),
  );
}

const keyOf = ({ ref }: Pick<DesiredResource, 'ref'>) =>
  `${ref.kind}/${ref.name}`;

/** What brings `live` to `wanted`: made and changed in order, then deleted the other way round. */
export function changesOf(
  live: readonly DesiredResource[],
  wanted: readonly DesiredResource[],
): PlannedChange[] {
  const before = new Map(live.map(one => [keyOf(one), one]));
  const kept = new Set(wanted.map(keyOf));
  const made = wanted.map((one): Omit<PlannedChange, 'index'> => {
    const was = before.get(keyOf(one));
    const head = { ...one, fields: [], warnings: [] };
    if (!was) return { ...head, operation: 'create' };
    const fields = differences(was.object, one.object);
    const identity = { before: was.object, liveUid: `uid-${keyOf(one)}` };
    if (fields.length === 0) {
      return { ...head, ...identity, operation: 'unchanged' };
    }
    return IMMUTABLE.has(one.ref.kind)
      ? {
          ...head,
          ...identity,
          operation: 'replace',
          fields,
          reason:
            'The size of a disk of this storage class cannot be changed: it is deleted and made again.',
        }
      : { ...head, ...identity, operation: 'update', fields };
  });
  const gone = [...live]
    .reverse()
    .filter(one => !kept.has(keyOf(one)))
    .map(
      ({ object, ...one }): Omit<PlannedChange, 'index'> => ({
        ...one,
        operation: 'delete',
        before: object,
        liveUid: `uid-${keyOf(one)}`,
        fields: [],
        warnings: [],
      }),
    );
  return [...made, ...gone].map((change, index) => ({ ...change, index }));
}
