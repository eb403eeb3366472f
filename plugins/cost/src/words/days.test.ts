import fc from 'fast-check';
import {
  dayWords,
  monthAfter,
  monthName,
  monthWords,
  sameDaysBefore,
} from './days';

describe('days and months', () => {
  it('are those of UTC, wherever the reader is', () => {
    expect(dayWords('2026-11-01')).toBe('Sun, Nov 1');
    expect(monthWords('2026-11')).toBe('November 2026');
    expect(monthName('2026-01')).toBe('January');
  });

  it('go over the ends of years, and back', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    fc.assert(
      fc.property(
        fc.integer({ min: 1971, max: 2200 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -200, max: 200 }),
        (year, number, months) => {
          const month = `${year}-${String(number).padStart(2, '0')}`;
          expect(monthAfter(monthAfter(month, months), -months)).toBe(month);
        },
      ),
    );
  });

  it.each([
    ['2026-11-22T14:00:00Z', 'Oct 1 – 22'],
    ['2026-11-01T00:00:00Z', 'Oct 1'],
    ['2026-03-31T23:59:59Z', 'Feb 1 – 28'],
    ['2026-01-05T12:00:00Z', 'Dec 1 – 5'],
  ])('are the same days of the month before at %s', (until, words) => {
    expect(sameDaysBefore(until).replace(/[\u2009\u202f]/g, ' ')).toBe(words);
  });
});
