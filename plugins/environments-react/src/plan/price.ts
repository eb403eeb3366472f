import { formatMoney, type Price } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';

export type Budget = NonNullable<EnvironmentClassSummary['budget']>;

/**
 * - `unknown`: nothing of it has a price, and no quota bounds it.
 * - `unlimited`: there is a price and no budget.
 * - `incomparable`: the budget is in another currency.
 * - `within`: it is within the budget, also when its quota is used up; a quota tells that even where a price is missing.
 * - `mayGoOver`: as far as is known it is, but its quota allows more than the budget.
 * - `partlyKnown`: what has a price is within the budget; something has none, and no quota bounds it.
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
  if (!price) return 'unknown';
  const { monthlyMicros, ceilingMonthlyMicros, complete } = price;
  if (nothingPriced(price) && ceilingMonthlyMicros === undefined) {
    return 'unknown';
  }
  if (!budget) return 'unlimited';
  if (budget.currency !== price.currency) return 'incomparable';
  if (monthlyMicros > budget.monthlyMicros) return 'over';
  if (ceilingMonthlyMicros !== undefined) {
    return ceilingMonthlyMicros > budget.monthlyMicros ? 'mayGoOver' : 'within';
  }
  return complete ? 'within' : 'partlyKnown';
}

/** The price in a few words: `€12.40 a month`, `at least €12.40, at most €24 a month`, `unknown`. */
export function priceWords(price: Price | undefined): string {
  if (!price) return 'unknown';
  const money = (micros: number) => formatMoney(micros, price.currency);
  if (price.complete) return `${money(price.monthlyMicros)} a month`;
  const least = nothingPriced(price)
    ? 'unknown'
    : `at least ${money(price.monthlyMicros)}`;
  if (price.ceilingMonthlyMicros !== undefined) {
    return `${least}, at most ${money(price.ceilingMonthlyMicros)} a month`;
  }
  return nothingPriced(price) ? least : `${least} a month`;
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
      return `As far as is known within its class’s budget of ${limit} a month, but its quota allows more.`;
    default:
      return price?.complete
        ? `Within its class’s budget of ${limit} a month.`
        : `Within its class’s budget of ${limit} a month, whatever it is: its quota sees to that.`;
  }
}
