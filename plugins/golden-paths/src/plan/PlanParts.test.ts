import { somePlan } from '../../dev/plan';
import { totalPriceWords } from './PlanParts';

const [environment] = somePlan().environments;
const { price } = environment;
if (!price) throw new Error('The example has a price');

describe('totalPriceWords', () => {
  it.each([
    ['what all cost together', [price, price], '$24.80 a month'],
    ['that one is not known', [price, undefined], 'unknown'],
    [
      'that they cannot be added',
      [price, { ...price, currency: 'EUR' }],
      'unknown',
    ],
    [
      'what it costs at least and at most',
      [
        {
          ...price,
          complete: false,
          lines: [],
          ceilingMonthlyMicros: 24_000_000,
        },
      ],
      'unknown, at most $24 a month',
    ],
    ['that nothing is made', [], 'nothing, for nothing runs'],
  ])('says %s', (_, prices, words) => {
    expect(
      totalPriceWords(prices.map(one => ({ ...environment, price: one }))),
    ).toBe(words);
  });
});
