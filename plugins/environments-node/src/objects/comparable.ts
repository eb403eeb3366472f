import {
  OPERATION_ANNOTATION,
  REDACTED,
  redactObject,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { FieldChange } from '@cairn/plugin-environments-common';
import { fieldChanges, touches, valueAt } from './fieldChanges';

/** What the API server and its controllers keep about an object, and what changes without anybody wanting it. */
const KEPT_BY_THE_SERVER = [
  'managedFields',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'selfLink',
];

/** An object without what the server keeps: what two looks at it are compared by. */
export function trimmed(object: KubernetesObject): KubernetesObject {
  const { status, ...rest } = object;
  const metadata = Object.fromEntries(
    Object.entries(object.metadata).filter(
      ([key]) => !KEPT_BY_THE_SERVER.includes(key),
    ),
  );
  const annotations = Object.fromEntries(
    Object.entries(object.metadata.annotations ?? {}).filter(
      ([key]) => key !== OPERATION_ANNOTATION,
    ),
  );
  return {
    ...rest,
    metadata: {
      ...metadata,
      name: object.metadata.name,
      ...(Object.keys(annotations).length > 0
        ? { annotations }
        : { annotations: undefined }),
    },
  };
}

/** The same without secret values, as a plan may carry it. */
export function shown(object: KubernetesObject): Record<string, unknown> {
  const copy: Record<string, unknown> = JSON.parse(
    JSON.stringify(trimmed(object)),
  );
  return redactObject(copy);
}

/**
 * What an update would change, in the fields that were asked for.
 *
 * @param live - As it is.
 * @param result - What a dry run made of it.
 * @param rendered - What was asked for. Its values are reported, not those of the dry run, which vary.
 */
export function plannedFields(
  live: KubernetesObject,
  result: KubernetesObject,
  rendered: KubernetesObject,
): FieldChange[] {
  return fieldChanges(plain(live), plain(result))
    .filter(change => !('after' in change) || touches(rendered, change.path))
    .map(change => {
      if (rendered.kind === 'Secret' && change.path.startsWith('/data')) {
        return {
          path: change.path,
          ...('before' in change && { before: REDACTED }),
          ...('after' in change && { after: REDACTED }),
        };
      }
      const wanted = valueAt(rendered, change.path);
      return 'after' in change && wanted !== undefined
        ? { ...change, after: wanted }
        : change;
    });
}

/** Whether the fields of a plan are still as it saw them. */
export function isAsPlanned(
  live: KubernetesObject,
  fields: FieldChange[],
): boolean {
  const current = plain(live);
  return fields.every(
    field =>
      field.before === REDACTED ||
      fieldChanges(field.before, valueAt(current, field.path)).length === 0,
  );
}

function plain(object: KubernetesObject): unknown {
  return JSON.parse(JSON.stringify(trimmed(object)));
}
