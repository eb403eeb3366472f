/**
 * Annotation of an entity with its budget a month: a number of whole units of the price list's currency, for example
 * `"50"` or `"49.90"`. Wins over the budget of an environment class.
 */
export const MONTHLY_BUDGET_ANNOTATION = 'cairn.dev/monthly-budget';
