import type { CostOverview } from '@cairn/plugin-cost-common';
import { budgetState } from '../words/budget';

/** Groups, systems and classes have none of their own. */
export function hasBudgets({ parts }: CostOverview): boolean {
  return parts.some(({ budgetMicros }) => budgetMicros !== undefined);
}

/** How many of the parts shown are over their budget, and how many more will be by the end of the month. */
export function overBudget({ parts }: CostOverview) {
  const states = parts.map(part =>
    budgetState({
      monthToDateMicros: part.micros,
      forecastMicros: part.forecastMicros,
      budgetMicros: part.budgetMicros,
    }),
  );
  return {
    over: states.filter(state => state === 'over').length,
    willGoOver: states.filter(state => state === 'willGoOver').length,
  };
}
