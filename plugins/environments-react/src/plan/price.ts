import { formatMoney, type Price } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';

export type Budget = NonNullable<EnvironmentClassSummary['budget']>;

/**
 * - `unknown`: nothing of it has a price.
 * - `unlimited`: there is a price and no budget.
 * - `incomparable`: the budget is in another currency.
 * - `within`: the price is within the budget, also when its quota is used up.
 * - `mayGoOver`: it is, but more may be added than the budget is for.
 * - `partlyKnown`: what has a price is within the budget; something has none.
 * - `over`: the price is more than the budget.
 */
export type PriceState =
  | 'unknown'
  | 'unlimited'
  | 'incomparable'
  | 'within'
  | 'mayGoOver'
  | 'partlyKnown'
  | 'over';

/** True where not even a part of it has a price: what is missing is all there is. */
function nothingPriced(price: Price) {
  return !price.complete && price.lines.length === 0;
}

/** How a price stands against the budget of its class. Exactly the budget is within it. */
export function priceState(
  price: Price | undefined,
  budget: Budget | undefined,
): PriceState {
  if (!price || nothingPriced(price)) return 'unknown';
  if (!budget) return 'unlimited';
  if (budget.currency !== price.currency) return 'incomparable';
  if (price.monthlyMicros > budget.monthlyMicros) return 'over';
  if (!price.complete) return 'partlyKnown';
  const { ceilingMonthlyMicros = 0 } = price;
  return ceilingMonthlyMicros > budget.monthlyMicros ? 'mayGoOver' : 'within';
}

/** The price in a few words: `€12.40 a month`, `at least €12.40 a month`, `unknown`. */
export function priceWords(price: Price | undefined): string {
  if (!price || nothingPriced(price)) return 'unknown';
  const amount = formatMoney(price.monthlyMicros, price.currency);
  return price.complete ? `${amount} a month` : `at least ${amount} a month`;
}

/** How it stands against the budget, as a sentence. */
export function budgetSentence(
  price: Price | undefined,
  budget: Budget | undefined,
): string {
  const limit = budget && formatMoney(budget.monthlyMicros, budget.currency);
  switch (priceState(price, budget)) {
    case 'unknown':
      return limit
        ? `Whether that is within its class’s budget of ${limit} a month cannot be told.`
        : 'Its class sets no budget.';
    case 'unlimited':
      return 'Its class sets no budget.';
    case 'incomparable':
      return `The budget of its class, ${limit} a month, is in another currency.`;
    case 'over':
      return `More than its class’s budget of ${limit} a month.`;
    case 'partlyKnown':
      return `What has a price is within its class’s budget of ${limit} a month.`;
    case 'mayGoOver':
      return `Within its class’s budget of ${limit} a month as it is; its quota allows more than the budget.`;
    default:
      return `Within its class’s budget of ${limit} a month.`;
  }
}
