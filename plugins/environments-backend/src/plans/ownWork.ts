import type {
  FieldChange,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { canonical } from './seal';

type Compared = Pick<
  PlannedChange,
  'operation' | 'liveUid' | 'fields' | 'takes'
>;

/** What a system says of an object; nobody writes it, and it is not what a step would leave as it is. */
const STATUS = '/status/';

/**
 * Whether what is left of a step that was begun is nothing but the rest of it: its effect may have happened in whole or in
 * part. Engines answer only for objects that the inventory knows as the environment's.
 *
 * @param sealed - what the step was to do
 * @param now - what would have to be done now
 */
export function isOwnWork(sealed: Compared, now: Compared): boolean {
  switch (sealed.operation) {
    case 'create':
      return isDone(now) || isRest(sealed, now);
    case 'replace':
      // Its first half is that the old object goes.
      return now.operation === 'create' || isDone(now) || isRest(sealed, now);
    case 'update':
      return (
        now.liveUid === sealed.liveUid && (isDone(now) || isRest(sealed, now))
      );
    default:
      return false;
  }
}

function isDone({ operation }: Compared): boolean {
  return operation === 'unchanged';
}

function isRest(sealed: Compared, now: Compared): boolean {
  const was = new Set(sealed.fields.map(field => canonical(field)));
  const named = new Set(sealed.fields.map(({ path }) => path));
  const takes = new Set((sealed.takes ?? []).map(take => canonical(take)));
  const isOfTheStep = (field: FieldChange) =>
    was.has(canonical(field)) ||
    (field.path.startsWith(STATUS) && !named.has(field.path));
  return (
    now.operation === 'update' &&
    now.fields.every(isOfTheStep) &&
    (now.takes ?? []).every(take => takes.has(canonical(take)))
  );
}
