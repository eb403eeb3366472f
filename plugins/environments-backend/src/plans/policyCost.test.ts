import type { Price } from '@cairn/plugin-cost-common';
import { policyCost } from './policyCost';

const price: Price = {
  currency: 'EUR',
  monthlyMicros: 5,
  lines: [],
  unpriced: [],
  complete: true,
  priceList: { name: 'test', digest: 'sha256:0' },
};

describe('policyCost', () => {
  it.each<[string, Partial<Price>, ReturnType<typeof policyCost>]>([
    [
      'is the sum of what is known',
      {},
      { monthlyMicros: 5, currency: 'EUR', basis: 'sum' },
    ],
    ['is nothing where something is not known', { complete: false }, undefined],
    [
      'is the ceiling also where something is not known',
      { complete: false, ceilingMonthlyMicros: 9 },
      { monthlyMicros: 9, currency: 'EUR', basis: 'ceiling' },
    ],
    [
      'is the ceiling before the sum, for people may add to it later',
      { ceilingMonthlyMicros: 9 },
      { monthlyMicros: 9, currency: 'EUR', basis: 'ceiling' },
    ],
  ])('%s', (_what, change, cost) => {
    expect(policyCost({ ...price, ...change })).toEqual(cost);
  });

  it('is nothing without a price list', () => {
    expect(policyCost(undefined)).toBeUndefined();
  });
});
