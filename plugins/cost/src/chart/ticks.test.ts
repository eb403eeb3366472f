import fc from 'fast-check';
import { moneyTicks } from './ticks';

const CENT = 10_000;

describe('moneyTicks', () => {
  it.each([
    [0, 9.6 * CENT, [0, 2, 4, 6, 8, 10]],
    [0, 1180 * CENT, [0, 500, 1000, 1500]],
    [0, 100 * CENT, [0, 20, 40, 60, 80, 100]],
    [-30 * CENT, 120 * CENT, [-50, 0, 50, 100, 150]],
  ])('from %d to %d are round', (least, most, cents) => {
    expect(moneyTicks(least, most)).toEqual(cents.map(one => one * CENT));
  });

  it('of nothing are two, so that there is an axis', () => {
    expect(moneyTicks(0, 0)).toEqual([0, 1]);
  });

  it('always hold zero and everything, in few and even steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e13, max: 1e13 }),
        fc.integer({ min: -1e13, max: 1e13 }),
        (one, other) => {
          const [least, most] = [Math.min(one, other), Math.max(one, other)];
          const ticks = moneyTicks(least, most);
          const steps = ticks.slice(1).map((tick, at) => tick - ticks[at]);

          expect(ticks).toContain(0);
          expect(ticks[0]).toBeLessThanOrEqual(least);
          expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(most);
          expect(ticks.length).toBeLessThanOrEqual(8);
          expect(new Set(steps).size).toBe(1);
        },
      ),
    );
  });
});
