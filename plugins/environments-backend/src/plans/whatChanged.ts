import type { Plan, PlannedChange } from '@cairn/plugin-environments-common';
import { refKey, refTitle } from '../refKey';

/** What differs between a plan and the same request planned again, a sentence each; never empty. */
export function whatChanged(before: Plan, after: Plan): string[] {
  const changes = [
    ...(before.class.version !== after.class.version
      ? [`there is another version of class '${after.class.name}'`]
      : []),
    ...(before.verdict.revision !== after.verdict.revision
      ? [
          `policy went from revision ${before.verdict.revision} to ${after.verdict.revision}`,
        ]
      : []),
    ...priceChanges(before, after),
    ...verdictChanges(before, after),
    ...objectChanges(before.changes, after.changes),
  ];
  return changes.length > 0
    ? changes
    : ['something that the plan relies on is not as it was'];
}

function priceChanges(
  { price: before }: Plan,
  { price: after }: Plan,
): string[] {
  if (!before || !after) {
    return before || after
      ? [`what it would cost is ${after ? 'known' : 'not known'} now`]
      : [];
  }
  if (before.priceList.digest !== after.priceList.digest) {
    return [`the price list '${after.priceList.name}' has other prices`];
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : ['it would cost something else'];
}

function verdictChanges(before: Plan, after: Plan): string[] {
  if (before.verdict.allowed !== after.verdict.allowed) {
    return [`policy ${after.verdict.allowed ? 'allows' : 'denies'} it now`];
  }
  return JSON.stringify(before.verdict.violations) ===
    JSON.stringify(after.verdict.violations)
    ? []
    : ['policy says something else of it'];
}

function objectChanges(
  before: PlannedChange[],
  after: PlannedChange[],
): string[] {
  const was = new Map(before.map(change => [refKey(change.ref), change]));
  const is = new Map(after.map(change => [refKey(change.ref), change]));
  return [
    ...after.flatMap(change => {
      const earlier = was.get(refKey(change.ref));
      return earlier
        ? objectChange(earlier, change)
        : [
            `${refTitle(change.ref)} would be touched as well (${
              change.operation
            })`,
          ];
    }),
    ...before
      .filter(({ ref }) => !is.has(refKey(ref)))
      .map(({ ref }) => `${refTitle(ref)} would no longer be touched`),
  ];
}

function objectChange(before: PlannedChange, after: PlannedChange): string[] {
  const title = refTitle(after.ref);
  if (before.operation !== after.operation) {
    const reason = after.reason ? ` (${after.reason})` : '';
    return [`${title}: ${before.operation} became ${after.operation}${reason}`];
  }
  if (before.liveUid !== after.liveUid) {
    return [`${title} is another object under the same name`];
  }
  if (JSON.stringify(before.fields) !== JSON.stringify(after.fields)) {
    return [`${title} was changed by somebody else`];
  }
  return JSON.stringify(before.object) === JSON.stringify(after.object)
    ? []
    : [`${title} would be made differently`];
}
