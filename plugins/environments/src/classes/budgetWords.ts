import { formatMoney } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';

/** What an environment of a class may cost. */
export function budgetWords({
  budget,
}: Pick<EnvironmentClassSummary, 'budget'>): string {
  return budget
    ? `${formatMoney(budget.monthlyMicros, budget.currency)} a month at most`
    : 'None set';
}
