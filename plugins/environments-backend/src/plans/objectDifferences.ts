import type {
  FieldChange,
  PlanDifference,
} from '@cairn/plugin-environments-common';
import { refKey, refTitle } from '../refKey';
import { canonical, sealedChange, type SealedChange } from './seal';

/** A change with the words of its engine, which are told but not compared. */
type Change = SealedChange & { reason?: string };

/** What is not to be done any more as it was planned, object by object; never empty where the two are not the same. */
export function objectDifferences(
  before: Change[],
  after: Change[],
): PlanDifference[] {
  const was = byObject(before);
  const is = byObject(after);
  const differences = [
    ...[...is].flatMap(([key, change]) => {
      const earlier = was.get(key);
      return earlier
        ? objectDifference(earlier, change)
        : [
            {
              part: 'object' as const,
              what: `${refTitle(change.ref)} would be touched as well (${
                change.operation
              })`,
              after: change.operation,
            },
          ];
    }),
    ...[...was]
      .filter(([key]) => !is.has(key))
      .map(([, { ref, operation }]) => ({
        part: 'object' as const,
        what: `${refTitle(ref)} would no longer be touched`,
        before: operation,
      })),
  ];
  return differences.length > 0
    ? differences
    : [{ part: 'object', what: 'it would be done in another order' }];
}

/** What is not the same of one object; empty where everything but its place in the order is. */
export function objectDifference(
  before: Change,
  after: Change,
): PlanDifference[] {
  const differs = (key: keyof SealedChange) =>
    canonical([before[key]]) !== canonical([after[key]]);
  const title = refTitle(after.ref);
  const say = (
    what: string,
    values: Pick<PlanDifference, 'reason' | 'before' | 'after'> = {},
  ): PlanDifference[] => [{ part: 'object', what, ...values }];

  if (differs('operation')) {
    return say(`${title}: ${before.operation} became ${after.operation}`, {
      ...(after.reason && { reason: after.reason }),
      before: before.operation,
      after: after.operation,
    });
  }
  if (differs('liveUid')) {
    return say(`${title} is another object under the same name`);
  }
  if (differs('component') || differs('engine')) {
    return say(`${title} belongs to another part of its class`, {
      before: before.component,
      after: after.component,
    });
  }
  return [
    ...(differs('fields')
      ? say(
          `${title} was changed by somebody else`,
          fieldsApart(before.fields, after.fields),
        )
      : []),
    ...(differs('takes')
      ? say(`${title}: other fields would be taken back from who set them`, {
          before: before.takes ?? [],
          after: after.takes ?? [],
        })
      : []),
    ...(differs('object') ? say(`${title} would be made differently`) : []),
  ];
}

/** Whether exactly the same would be done, wherever in the order. */
export function isSameChange(before: Change, after: Change): boolean {
  const unordered = (change: Change) =>
    canonical({ ...sealedChange(change), index: 0 });
  return unordered(before) === unordered(after);
}

/** Several of one object (what was made twice is deleted by its UID) are told by which of them it is. */
function byObject(changes: Change[]): Map<string, Change> {
  const byKey = new Map<string, Change>();
  for (const change of changes) {
    const key = refKey(change.ref);
    let nth = 0;
    while (byKey.has(`${key} ${nth}`)) {
      nth += 1;
    }
    byKey.set(`${key} ${nth}`, change);
  }
  return byKey;
}

/** Only the fields that are not the same on both sides. */
function fieldsApart(
  before: FieldChange[],
  after: FieldChange[],
): Pick<PlanDifference, 'before' | 'after'> {
  const same = new Set(before.map(field => canonical(field)));
  const now = new Set(after.map(field => canonical(field)));
  return {
    before: before.filter(field => !now.has(canonical(field))),
    after: after.filter(field => !same.has(canonical(field))),
  };
}
