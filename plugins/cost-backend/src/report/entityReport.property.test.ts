import fc from 'fast-check';
import type { EntityDay } from '../store/DaysStore';
import { addDays } from '../time';
import { entityReport } from './entityReport';

const today = '2024-03-05';
const row = fc.record({
  owner: fc.constant('component:default/a'),
  date: fc.nat(100).map(back => addDays(today, -back)),
  environment: fc.nat(12).map(index => `environment-${index}`),
  resource: fc.constantFrom('cpu', 'memory', 'storage', 'load-balancer'),
  source: fc.constantFrom('a', 'sample'),
  sample: fc.boolean(),
  micros: fc.nat(1_000_000_000),
  until: fc.constant('2024-03-05T01:00:00Z'),
});

const reportOf = (
  rows: EntityDay[],
  split: 'environment' | 'resource' = 'environment',
) =>
  entityReport(rows, {
    entityRef: 'component:default/a',
    currency: 'EUR',
    today,
    isPartial: date => date === today,
    days: 60,
    split,
    sources: [],
    priceList: { name: 'test', digest: '', currency: 'EUR' },
    unpriced: [],
  });
const sum = (parts: Array<{ micros: number }>) =>
  parts.reduce((total, { micros }) => total + micros, 0);

describe('a report', () => {
  it('has parts that add up to the whole, of each day and of the month', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }),
        fc.constantFrom<'environment' | 'resource'>('environment', 'resource'),
        (rows, split) => {
          const report = reportOf(rows, split);
          for (const day of report.days) {
            expect(sum(day.parts)).toBe(day.micros);
            expect(day.micros).toBe(
              sum(rows.filter(({ date }) => date === day.date)),
            );
            expect(day.parts.length).toBeLessThanOrEqual(7);
            expect(day.parts.map(({ id }) => id)).toEqual(
              report.series.map(({ id }) => id),
            );
          }
          const month = rows.filter(({ date }) => date >= '2024-03-01');
          expect(report.monthToDateMicros).toBe(sum(month));
          for (const { parts } of report.breakdown) {
            expect(sum(parts)).toBe(report.monthToDateMicros);
            expect(
              parts.reduce((total, part) => total + part.previousMicros, 0),
            ).toBe(
              sum(
                rows.filter(
                  ({ date }) => date >= '2024-02-01' && date <= '2024-02-05',
                ),
              ),
            );
          }
          const dates = report.days.map(({ date }) => date);
          expect(dates).toEqual([...new Set(dates)].sort());
        },
      ),
    );
  });

  it('is of nothing where there is nothing', () => {
    const report = reportOf([]);
    expect(report).toMatchObject({
      monthToDateMicros: 0,
      days: [],
      sample: false,
    });
    expect(report).not.toHaveProperty('forecastMicros');
    expect(report).not.toHaveProperty('previousMonthMicros');
  });
});
