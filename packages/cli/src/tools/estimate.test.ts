import fc from 'fast-check';
import { remainingInQueue, remainingOf, slowness } from './estimate';

const build = fc.record({
  referenceSeconds: fc.integer({ min: 1, max: 500 }),
  elapsedSeconds: fc.option(fc.integer({ min: 0, max: 5000 }), {
    nil: undefined,
  }),
  fraction: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), {
    nil: undefined,
  }),
});

describe('estimate', () => {
  it('takes the reference where nothing is known yet', () => {
    expect(slowness([])).toBe(1);
    expect(remainingInQueue([{ referenceSeconds: 60 }], [])).toEqual([60]);
  });

  it('learns from builds that ended', () => {
    const measured = [{ referenceSeconds: 60, seconds: 120 }];
    expect(slowness(measured)).toBe(2);
    expect(
      remainingInQueue(
        [{ referenceSeconds: 10 }, { referenceSeconds: 5 }],
        measured,
      ),
    ).toEqual([20, 30]);
  });

  it('believes a build more, the further it is', () => {
    const slow = { referenceSeconds: 100, elapsedSeconds: 400, fraction: 0.8 };
    // By its own speed 100 s are left, by the reference 20 s.
    expect(remainingOf(slow, 1)).toBeCloseTo(0.8 * 100 + 0.2 * 20);
  });

  it('is never negative, never falls along the queue, and ends at nothing', () => {
    fc.assert(
      fc.property(fc.array(build, { maxLength: 6 }), queue => {
        const remaining = remainingInQueue(queue, []);
        remaining.forEach((seconds, index) =>
          expect(seconds).toBeGreaterThanOrEqual(remaining[index - 1] ?? 0),
        );
      }),
    );
    expect(
      remainingOf(
        { referenceSeconds: 100, elapsedSeconds: 90, fraction: 1 },
        1,
      ),
    ).toBe(0);
  });
});
