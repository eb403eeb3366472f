import type { Price } from '@cairn/plugin-cost-common';
import fc from 'fast-check';
import { budgetSentence, priceState, priceWords } from './price';

const EURO = 1_000_000;

function priceOf(euros: number, changes: Partial<Price> = {}): Price {
  return {
    currency: 'EUR',
    monthlyMicros: euros * EURO,
    lines: [
      {
        object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        resource: 'cpu',
        quantity: 1,
        unit: 'core',
        copies: 1,
        monthlyMicros: euros * EURO,
        sku: 'cpu',
      },
    ],
    unpriced: [],
    complete: true,
    priceList: { name: 'list', digest: 'sha256:00' },
    ...changes,
  };
}

const budget = { monthlyMicros: 40 * EURO, currency: 'EUR' };
const dollars = { monthlyMicros: 40 * EURO, currency: 'USD' };

describe('the price of a plan', () => {
  it.each([
    ['unknown', 'unknown', undefined, budget],
    ['unknown', 'unknown', priceOf(0, { complete: false, lines: [] }), budget],
    [
      'within',
      'unknown, at most €24.36 a month',
      priceOf(0, {
        complete: false,
        lines: [],
        ceilingMonthlyMicros: 24.36 * EURO,
      }),
      budget,
    ],
    [
      'mayGoOver',
      'at least €12, at most €41 a month',
      priceOf(12, { complete: false, ceilingMonthlyMicros: 41 * EURO }),
      budget,
    ],
    ['unlimited', '€12 a month', priceOf(12), undefined],
    ['incomparable', '€12 a month', priceOf(12), dollars],
    ['within', '€40 a month', priceOf(40), budget],
    ['within', '€0 a month', priceOf(0, { lines: [] }), budget],
    ['over', '€40.01 a month', priceOf(40.01), budget],
    ['over', 'at least €41 a month', priceOf(41, { complete: false }), budget],
    [
      'partlyKnown',
      'at least €12 a month',
      priceOf(12, { complete: false }),
      budget,
    ],
    [
      'mayGoOver',
      '€12 a month',
      priceOf(12, { ceilingMonthlyMicros: 41 * EURO }),
      budget,
    ],
    [
      'within',
      '€12 a month',
      priceOf(12, { ceilingMonthlyMicros: 40 * EURO }),
      budget,
    ],
  ])('is %s: %s', (state, words, price, limit) => {
    expect(priceState(price, limit)).toBe(state);
    expect(priceWords(price)).toBe(words);
    expect(budgetSentence(price, limit)).toMatch(/^[A-Z].*\.$/);
  });

  it('is never called within the budget where it is more, or where it is not known whole', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e9 }),
        fc.nat({ max: 1e9 }),
        fc.option(fc.nat({ max: 1e9 }), { nil: undefined }),
        fc.boolean(),
        (monthlyMicros, limit, ceilingMonthlyMicros, complete) => {
          const state = priceState(
            priceOf(0, { monthlyMicros, ceilingMonthlyMicros, complete }),
            { monthlyMicros: limit, currency: 'EUR' },
          );
          expect(state === 'over').toBe(monthlyMicros > limit);
          expect(state === 'within').toBe(
            monthlyMicros <= limit &&
              (ceilingMonthlyMicros === undefined
                ? complete
                : ceilingMonthlyMicros <= limit),
          );
        },
      ),
    );
  });
});
