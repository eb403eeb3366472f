/**
 * Annotation of an entity with its budget a month: an amount and its currency, for example `120 EUR` or `49.90 EUR`. Wins over
 * the budget of an environment class. One in another currency than the price list's is none: it could not be compared.
 */
export const MONTHLY_BUDGET_ANNOTATION = 'cairn.dev/monthly-budget';
