import { REDACTED, redactObject } from '@cairn/plugin-clusters-node';
import type {
  FieldChange,
  PlannedChange,
} from '@cairn/plugin-environments-common';

/** A change as it may be stored and shown. */
export function redactChange<T extends Omit<PlannedChange, 'index'>>(
  change: T,
): T {
  const { object, before } = change;
  const shown = {
    after: object && redactObject(object),
    before: before && redactObject(before),
  };
  return {
    ...change,
    ...(object && { object: shown.after }),
    ...(before && { before: shown.before }),
    fields: change.fields.map(field => redactField(field, change, shown)),
  };
}

/** A field is secret where redaction changed what its path leads to, on either side. */
function redactField(
  field: FieldChange,
  { object, before, ref }: Pick<PlannedChange, 'object' | 'before' | 'ref'>,
  shown: { after?: Record<string, unknown>; before?: Record<string, unknown> },
): FieldChange {
  const isSecret =
    (ref.kind === 'Secret' && /^\/(data|stringData)(\/|$)/.test(field.path)) ||
    differs(object, shown.after, field.path) ||
    differs(before, shown.before, field.path);
  return isSecret
    ? {
        path: field.path,
        ...('before' in field && { before: REDACTED }),
        ...('after' in field && { after: REDACTED }),
      }
    : field;
}

function differs(original: unknown, redacted: unknown, path: string): boolean {
  return (
    JSON.stringify(valueAt(original, path)) !==
    JSON.stringify(valueAt(redacted, path))
  );
}

function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, segment) =>
        typeof value === 'object' && value !== null
          ? new Map(Object.entries(value)).get(segment)
          : undefined,
      root,
    );
}
