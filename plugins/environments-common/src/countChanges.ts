import type { PlannedChange, PlannedOperation } from './plan';

/** In the order in which people read them: what happens, what stays, what keeps the plan from being applied. */
const ORDER: readonly PlannedOperation[] = [
  'create',
  'update',
  'replace',
  'delete',
  'unchanged',
  'conflict',
  'unknown',
];

/** How many changes of a plan are of which operation; an operation that none is of is left out. */
export function countChanges(
  changes: readonly Pick<PlannedChange, 'operation'>[],
): Array<{ operation: PlannedOperation; count: number }> {
  return ORDER.map(operation => ({
    operation,
    count: changes.filter(change => change.operation === operation).length,
  })).filter(({ count }) => count > 0);
}
