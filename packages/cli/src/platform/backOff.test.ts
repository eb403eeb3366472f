import fc from 'fast-check';
import { backOffDelay, FIRST_DELAY_MS, MAX_DELAY_MS } from './backOff';

describe('backOffDelay', () => {
  it('stays between half and all of a bounded, growing delay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const delay = backOffDelay(failures, random);
          expect(delay).toBeGreaterThanOrEqual(FIRST_DELAY_MS / 2);
          expect(delay).toBeLessThanOrEqual(MAX_DELAY_MS);
          expect(backOffDelay(failures + 1, random)).toBeGreaterThanOrEqual(
            delay,
          );
        },
      ),
    );
  });

  it('doubles from the first failure on', () => {
    expect([1, 2, 3, 4].map(failures => backOffDelay(failures, 1))).toEqual([
      500, 1000, 2000, 4000,
    ]);
  });
});
