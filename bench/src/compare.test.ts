import fc from 'fast-check';
import { compareAlternating, roundsOf } from './compare';
import { percentile } from './statistics';

describe('a comparison', () => {
  it('alternates who is first, and pairs the rounds', async () => {
    const order: string[] = [];
    const side = (name: string, values: number[]) => async () => {
      order.push(name);
      return values.shift() ?? NaN;
    };
    const { ratios, median, min, max } = await compareAlternating(
      {
        ours: side('ours', [99, 1, 9, 4]),
        theirs: side('theirs', [99, 2, 3, 4]),
      },
      { rounds: 3, warmUps: 1 },
    );
    expect(order.join(' ')).toBe(
      'ours theirs ours theirs theirs ours ours theirs',
    );
    expect(ratios).toEqual([0.5, 3, 1]);
    expect([median, min, max]).toEqual([1, 0.5, 3]);
  });

  it('needs five rounds to say something, and one to work', () => {
    expect(roundsOf('short')).toEqual({ rounds: 1, warmUps: 0 });
    expect(() => roundsOf('full', 4)).toThrow('At least five rounds');
  });
});

describe('a percentile', () => {
  it.each([
    [[5], 95, 5],
    [[1, 2, 3, 4], 50, 2.5],
    [[4, 1, 3, 2], 100, 4],
    [[1, 2, 3, 4, 5], 25, 2],
  ])('of %j at %d is %d', (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('lies among the values and grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 0, max: 100 }),
        (values, percent) => {
          const found = percentile(values, percent);
          expect(found).toBeGreaterThanOrEqual(Math.min(...values));
          expect(found).toBeLessThanOrEqual(percentile(values, 100));
        },
      ),
    );
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 50)).toThrow('nothing');
  });
});
