import { formatMoney } from '@cairn/plugin-cost-common';

/**
 * - `none`: there is no budget.
 * - `within`: the forecast stays within it.
 * - `withinSoFar`: what was spent is within it, and there is no forecast.
 * - `willGoOver`: the forecast is more.
 * - `over`: what was spent already is more.
 */
export type BudgetState =
  | 'none'
  | 'within'
  | 'withinSoFar'
  | 'willGoOver'
  | 'over';

export interface BudgetFacts {
  monthToDateMicros: number;
  forecastMicros?: number;
  budgetMicros?: number;
}

/** How a month stands against its budget. Exactly the budget is within it. */
export function budgetState(facts: BudgetFacts): BudgetState {
  const { monthToDateMicros, forecastMicros, budgetMicros } = facts;
  if (budgetMicros === undefined) return 'none';
  if (monthToDateMicros > budgetMicros) return 'over';
  if (forecastMicros === undefined) return 'withinSoFar';
  return forecastMicros > budgetMicros ? 'willGoOver' : 'within';
}

export const BUDGET_WORDS: Record<BudgetState, string> = {
  none: 'No budget',
  within: 'Within budget',
  withinSoFar: 'Within budget so far',
  willGoOver: 'Will go over budget',
  over: 'Over budget',
};

/** How much is left, or by how much it is over, in a few words; undefined where there is no budget. */
export function budgetMargin(
  facts: BudgetFacts,
  currency: string,
): string | undefined {
  const { monthToDateMicros, forecastMicros, budgetMicros } = facts;
  if (budgetMicros === undefined) return undefined;
  const money = (micros: number) => formatMoney(micros, currency);
  switch (budgetState(facts)) {
    case 'over':
      return `${money(monthToDateMicros - budgetMicros)} over already`;
    case 'willGoOver':
      return `${money(
        (forecastMicros ?? 0) - budgetMicros,
      )} over by the end of the month`;
    case 'within':
      return `${money(
        budgetMicros - (forecastMicros ?? 0),
      )} to spare by the end of the month`;
    default:
      return `${money(budgetMicros - monthToDateMicros)} left`;
  }
}
