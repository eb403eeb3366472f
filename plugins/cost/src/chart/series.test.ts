import type { CostDay } from '@cairn/plugin-cost-common';
import fc from 'fast-check';
import { chartOf, MOST_SERIES, OTHER } from './series';

const day = (
  date: string,
  parts: Record<string, number>,
  micros?: number,
): CostDay => ({
  date,
  micros: micros ?? Object.values(parts).reduce((sum, one) => sum + one, 0),
  parts: Object.entries(parts).map(([id, of]) => ({ id, micros: of })),
  partial: false,
});

/** Days of any dates within a quarter, with any parts, whose sum need not be that of the day. */
const anyDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 40 })
  .chain(offsets =>
    fc.tuple(
      ...offsets.map(offset =>
        fc.record({
          date: fc.constant(
            new Date(Date.UTC(2026, 7, 20 + offset)).toISOString().slice(0, 10),
          ),
          micros: fc.integer({ min: -1e9, max: 1e12 }),
          parts: fc.array(
            fc.record({
              id: fc.oneof(
                fc.constantFrom('other', 'unattributed', '__proto__', 'a.b'),
                fc.string({ maxLength: 2 }),
              ),
              micros: fc.integer({ min: -1e9, max: 1e11 }),
            }),
            { maxLength: 12 },
          ),
          partial: fc.boolean(),
        }),
      ),
    ),
  );

describe('chartOf', () => {
  it('draws the largest six, and the rest as other', () => {
    const { series, days } = chartOf(
      [day('2026-11-01', { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8 })],
      [{ id: 'h', title: 'Heavy' }],
    );
    expect(series.map(({ title, tone }) => [title, tone])).toEqual([
      ['Heavy', '1'],
      ['g', '2'],
      ['f', '3'],
      ['e', '4'],
      ['d', '5'],
      ['c', '6'],
      ['Other', 'other'],
    ]);
    expect(days[0].parts.get(OTHER)).toBe(3);
  });

  it('keeps what nothing claims apart, whatever its size', () => {
    const { series } = chartOf(
      [day('2026-11-01', { a: 1, unattributed: 100, other: 5 })],
      [],
    );
    expect(series.map(({ tone }) => tone)).toEqual([
      '1',
      'unattributed',
      'other',
    ]);
  });

  it('has a day without rows as one of which nothing is known', () => {
    const { days } = chartOf(
      [day('2026-10-31', { a: 1 }), day('2026-11-02', { a: 1 })],
      [],
    );
    expect(days.map(({ date, micros }) => [date, micros])).toEqual([
      ['2026-10-31', 1],
      ['2026-11-01', undefined],
      ['2026-11-02', 1],
    ]);
  });

  it('does not call a day free whose rows are not all there', () => {
    const { days } = chartOf(
      [{ ...day('2026-11-01', {}), partial: true }, day('2026-11-02', {})],
      [],
    );
    expect(days.map(({ micros }) => micros)).toEqual([undefined, 0]);
  });

  it('has nothing of nothing', () => {
    expect(chartOf([], [])).toEqual({ series: [], days: [] });
  });

  it('loses nothing and makes up nothing, whatever it is given', () => {
    fc.assert(
      fc.property(anyDays, given => {
        const { series, days } = chartOf(given, []);
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

        for (const { micros, parts } of days) {
          expect(sum([...parts.values()])).toBe(micros ?? 0);
          for (const id of parts.keys()) {
            expect(series.map(one => one.id)).toContain(id);
          }
        }
        expect(sum(days.map(({ micros }) => micros ?? 0))).toBe(
          sum(given.map(({ micros }) => micros)),
        );
        expect(sum(series.map(({ micros }) => micros))).toBe(
          sum(given.map(({ micros }) => micros)),
        );
        expect(
          series.filter(({ tone }) => /^\d$/.test(tone)).length,
        ).toBeLessThanOrEqual(MOST_SERIES);
        expect(new Set(series.map(({ tone }) => tone)).size).toBe(
          series.length,
        );
        expect([-1, series.length - 1]).toContain(
          series.findIndex(({ id }) => id === OTHER),
        );
        expect(days.map(({ date }) => date)).toEqual(
          days.map(({ date }) => date).sort(),
        );
      }),
    );
  });
});
