import { formatMoney, type CostSummary } from '@cairn/plugin-cost-common';
import { BUDGET_WORDS, budgetState, type BudgetState } from './budget';
import { monthName } from './days';

/** The month in a sentence: what there is to know before anything else. */
export function answerOf(
  summary: Pick<
    CostSummary,
    'currency' | 'monthToDateMicros' | 'forecastMicros' | 'budget'
  >,
  month: string,
): { state: BudgetState; sentence: string } {
  const { currency, monthToDateMicros, forecastMicros, budget } = summary;
  const money = (micros: number) => formatMoney(micros, currency);
  const state = budgetState({
    monthToDateMicros,
    forecastMicros,
    budgetMicros: budget?.micros,
  });
  const spent = `${money(monthToDateMicros)} so far in ${monthName(month)}`;
  const course =
    forecastMicros === undefined
      ? spent
      : `on course for ${money(forecastMicros)} by the end of ${monthName(
          month,
        )}`;
  if (!budget) {
    return { state, sentence: `${capital(course)}; no budget is set.` };
  }
  const limit = `a budget of ${money(budget.micros)}`;
  const words = BUDGET_WORDS[state];
  return state === 'over'
    ? { state, sentence: `${words}: ${spent}, of ${limit}.` }
    : { state, sentence: `${words}: ${course}, of ${limit}.` };
}

function capital(words: string) {
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
