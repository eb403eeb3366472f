import type { Price } from '@cairn/plugin-cost-common';
import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';

/**
 * By what a budget is judged: the most that can come of the plan, where a quota bounds it; else the sum, where all of it is known.
 * Undefined where neither is: a part of a price is not a price.
 */
export function policyCost(
  price: Price | undefined,
): EnvironmentPolicyInput['cost'] {
  if (!price) {
    return undefined;
  }
  const { currency, monthlyMicros, ceilingMonthlyMicros, complete } = price;
  if (ceilingMonthlyMicros !== undefined) {
    return { monthlyMicros: ceilingMonthlyMicros, currency, basis: 'ceiling' };
  }
  return complete ? { monthlyMicros, currency, basis: 'sum' } : undefined;
}
