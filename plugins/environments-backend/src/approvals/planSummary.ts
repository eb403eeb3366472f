import { countChanges, type Plan } from '@cairn/plugin-environments-common';

/** What would change, for example `3 create, 1 update`; what stays is not told. */
export function planSummary({ changes }: Pick<Plan, 'changes'>): string {
  const words = countChanges(changes)
    .filter(({ operation }) => operation !== 'unchanged')
    .map(({ operation, count }) => `${count} ${operation}`);
  return words.length > 0 ? words.join(', ') : 'nothing would change';
}
