import type { Plan, PlannedOperation } from '@cairn/plugin-environments-common';

const ORDER: PlannedOperation[] = [
  'create',
  'update',
  'replace',
  'delete',
  'conflict',
  'unknown',
];

/** What would change, for example `3 create, 1 update`; what stays is not told. */
export function planSummary({ changes }: Pick<Plan, 'changes'>): string {
  const counts = ORDER.map(
    operation =>
      [
        operation,
        changes.filter(change => change.operation === operation).length,
      ] as const,
  ).filter(([, count]) => count > 0);
  return counts.length > 0
    ? counts.map(([operation, count]) => `${count} ${operation}`).join(', ')
    : 'nothing would change';
}
