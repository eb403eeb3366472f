import fc from 'fast-check';
import { addDays, daysBetween, daysOfMonth, secondsByHour } from '../time';
import { forecast } from './forecast';
import { monthWindow } from './months';

const whole = () => false;
const daily = (from: string, to: string, micros: number) => {
  const days = new Map<string, number>();
  for (let date = from; date <= to; date = addDays(date, 1)) {
    days.set(date, micros);
  }
  return days;
};

describe('forecast', () => {
  it.each<[string, Map<string, number>, string, number | undefined]>([
    ['nothing is known', new Map(), '2026-03-15', undefined],
    [
      'fewer than three days are complete',
      daily('2026-03-13', '2026-03-15', 10),
      '2026-03-15',
      undefined,
    ],
    [
      'three days are complete',
      daily('2026-03-12', '2026-03-14', 10),
      '2026-03-15',
      30 + 17 * 10,
    ],
    [
      'the month has just begun, by the days of the month before',
      daily('2026-02-20', '2026-02-28', 10),
      '2026-03-01',
      310,
    ],
    [
      'it is the last day of a leap February',
      daily('2024-02-01', '2024-02-28', 10),
      '2024-02-29',
      290,
    ],
    [
      'today cost more already than a day should',
      new Map([...daily('2026-03-01', '2026-03-30', 10), ['2026-03-31', 500]]),
      '2026-03-31',
      800,
    ],
    [
      'it stopped running some days ago',
      daily('2026-03-01', '2026-03-05', 10),
      '2026-03-20',
      50,
    ],
  ])('where %s', (_what, byDate, today, micros) => {
    expect(forecast(byDate, today, whole)).toBe(micros);
  });

  it('does not take a day for complete of which rows are missing', () => {
    const byDate = daily('2026-03-01', '2026-03-14', 10);
    byDate.set('2026-03-14', 1);
    expect(forecast(byDate, '2026-03-15', date => date === '2026-03-14')).toBe(
      131 + 17 * 10,
    );
  });

  it('is never less than what was counted, and exact where every day is the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.array(fc.nat(1_000_000), { maxLength: 60 }),
        (offset, costs) => {
          const today = addDays('2023-06-01', offset);
          const byDate = new Map(
            costs.map((micros, index) => [addDays(today, -index), micros]),
          );
          const expected = forecast(byDate, today, whole);
          const counted = [...byDate]
            .filter(([date]) => date.slice(0, 7) === today.slice(0, 7))
            .reduce((sum, [, micros]) => sum + micros, 0);
          expect(expected === undefined).toBe(costs.length < 4);
          expect(expected ?? counted).toBeGreaterThanOrEqual(counted);
          const { first, last } = daysOfMonth(today.slice(0, 7));
          expect(
            forecast(daily(addDays(first, -10), today, 7), today, whole),
          ).toBe(7 * (daysBetween(first, last) + 1));
        },
      ),
    );
  });
});

describe('monthWindow', () => {
  it.each([
    ['2026-03-31', '2026-02-01', '2026-02-28'],
    ['2024-03-30', '2024-02-01', '2024-02-29'],
    ['2026-03-15', '2026-02-01', '2026-02-15'],
    ['2026-01-01', '2025-12-01', '2025-12-01'],
    // The last day of a month: all of the one before
    ['2026-02-28', '2026-01-01', '2026-01-31'],
  ])('compares the month up to %s with %s to %s', (today, first, last) => {
    const window = monthWindow(today.slice(0, 7), today);
    expect(window.last).toBe(today);
    expect(window.previous).toEqual({ first, last });
  });

  it('takes a month that is over whole', () => {
    expect(monthWindow('2026-02', '2026-03-05')).toEqual({
      month: '2026-02',
      first: '2026-02-01',
      last: '2026-02-28',
      previous: { first: '2026-01-01', last: '2026-01-31' },
      wholePrevious: { first: '2026-01-01', last: '2026-01-31' },
      isCurrent: false,
    });
  });
});

describe('secondsByHour', () => {
  it('splits at hours of UTC, also where clocks change and where years end', () => {
    expect(
      secondsByHour(
        Date.parse('2026-12-31T23:59:30Z'),
        Date.parse('2027-01-01T01:00:10Z'),
      ),
    ).toEqual([
      { hour: '2026-12-31T23:00:00Z', seconds: 30 },
      { hour: '2027-01-01T00:00:00Z', seconds: 3600 },
      { hour: '2027-01-01T01:00:00Z', seconds: 10 },
    ]);
    const summerTime = secondsByHour(
      Date.parse('2026-03-29T00:00:00Z'),
      Date.parse('2026-03-30T00:00:00Z'),
    );
    expect(summerTime).toHaveLength(24);
  });

  it('loses no second, however an interval is cut', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.array(fc.nat(30_000)), (start, lengths) => {
        let from = start * 1000;
        let total = 0;
        for (const length of lengths) {
          const to = from + length * 1000;
          total += secondsByHour(from, to).reduce(
            (sum, { seconds }) => sum + seconds,
            0,
          );
          from = to;
        }
        expect(total).toBe(lengths.reduce((a, b) => a + b, 0));
      }),
    );
  });
});
