import {
  weekdays,
  type HibernateSchedule,
} from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { scheduleAt } from './schedule';

const MINUTE_MS = 60_000;
const workdays = weekdays.slice(0, 5);

const nightsAndWeekends: HibernateSchedule = {
  timeZone: 'Europe/Stockholm',
  asleep: [
    { days: [...workdays], from: '20:00', to: '07:00' },
    { days: ['saturday', 'sunday'], from: '00:00', to: '00:00' },
    { days: ['sunday'], from: '20:00', to: '07:00' },
  ],
};

const at = (schedule: HibernateSchedule, time: string) => {
  const { asleep, sleptSince, nextSleep, wakesAt } = scheduleAt(
    schedule,
    new Date(time),
  );
  return {
    asleep,
    since: sleptSince?.toISOString(),
    sleeps: nextSleep?.toISOString(),
    wakes: wakesAt?.toISOString(),
  };
};

describe('nights and weekends in Stockholm', () => {
  it.each([
    // A Tuesday in winter: an hour ahead of UTC.
    [
      'at noon',
      '2026-01-13T11:00:00Z',
      { asleep: false, sleeps: '2026-01-13T19:00:00.000Z' },
    ],
    [
      'at eight in the evening',
      '2026-01-13T19:00:00Z',
      {
        asleep: true,
        since: '2026-01-13T19:00:00.000Z',
        sleeps: '2026-01-14T19:00:00.000Z',
        wakes: '2026-01-14T06:00:00.000Z',
      },
    ],
    [
      'at seven in the morning',
      '2026-01-14T06:00:00Z',
      { asleep: false, sleeps: '2026-01-14T19:00:00.000Z' },
    ],
    // Friday evening: one sleep until Monday, which begins anew each day.
    [
      'on Saturday evening',
      '2026-01-17T20:00:00Z',
      {
        asleep: true,
        since: '2026-01-16T23:00:00.000Z',
        sleeps: '2026-01-17T23:00:00.000Z',
        wakes: '2026-01-19T06:00:00.000Z',
      },
    ],
    // Summer: two hours ahead.
    [
      'in July',
      '2026-07-14T18:00:00Z',
      {
        asleep: true,
        since: '2026-07-14T18:00:00.000Z',
        sleeps: '2026-07-15T18:00:00.000Z',
        wakes: '2026-07-15T05:00:00.000Z',
      },
    ],
    // Summer time begins on Sunday, 29 March, ends on Sunday, 25 October: the wall clock counts.
    [
      'over the beginning of summer time',
      '2026-03-28T12:00:00Z',
      {
        asleep: true,
        since: '2026-03-27T23:00:00.000Z',
        sleeps: '2026-03-28T23:00:00.000Z',
        wakes: '2026-03-30T05:00:00.000Z',
      },
    ],
    [
      'over the end of summer time',
      '2026-10-24T12:00:00Z',
      {
        asleep: true,
        since: '2026-10-23T22:00:00.000Z',
        sleeps: '2026-10-24T22:00:00.000Z',
        wakes: '2026-10-26T06:00:00.000Z',
      },
    ],
  ])('%s', (_name, time, expected) => {
    expect(at(nightsAndWeekends, time)).toEqual(expected);
  });
});

describe('a time of day that a clock', () => {
  const window = (from: string, to: string): HibernateSchedule => ({
    timeZone: 'Europe/Stockholm',
    asleep: [{ days: ['sunday'], from, to }],
  });

  it('leaves out is an hour later', () => {
    // On 29 March 2026 the clocks go from 02:00 to 03:00, at 01:00 UTC.
    expect(at(window('02:30', '05:00'), '2026-03-29T01:29:00Z').asleep).toBe(
      false,
    );
    expect(at(window('02:30', '05:00'), '2026-03-29T01:30:00Z').asleep).toBe(
      true,
    );
    expect(at(window('00:30', '02:30'), '2026-03-29T01:29:00Z').wakes).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    // From an hour later until before that: nothing is left of it.
    expect(at(window('02:30', '03:15'), '2026-03-29T01:20:00Z').asleep).toBe(
      false,
    );
  });

  it('has twice counts the first time', () => {
    // On 25 October 2026 the clocks go from 03:00 back to 02:00, at 01:00 UTC.
    expect(at(window('02:30', '05:00'), '2026-10-25T00:30:00Z')).toMatchObject({
      asleep: true,
      wakes: '2026-10-25T04:00:00.000Z',
    });
    expect(at(window('00:30', '02:30'), '2026-10-25T00:29:00Z').wakes).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(at(window('00:30', '02:30'), '2026-10-25T01:15:00Z').asleep).toBe(
      false,
    );
  });
});

it('never wakes what sleeps always', () => {
  const always: HibernateSchedule = {
    timeZone: 'America/New_York',
    asleep: [{ days: [...weekdays], from: '09:00', to: '09:00' }],
  };
  expect(at(always, '2026-03-08T12:00:00Z')).toMatchObject({
    asleep: true,
    wakes: undefined,
  });
});

/** Reads the wall clock of a zone, by other means than the code under test. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (time: number) => {
    const parts = new Map(
      format.formatToParts(time).map(({ type, value }) => [type, value]),
    );
    return {
      day: weekdays.findIndex(
        day => day === parts.get('weekday')?.toLowerCase(),
      ),
      time: `${parts.get('hour')}:${parts.get('minute')}`,
    };
  };
}

/** Whether it sleeps at what a clock on the wall shows; right where no window begins or ends in the hours of a change. */
function sleepsBy(
  { asleep }: HibernateSchedule,
  { day, time }: { day: number; time: string },
): boolean {
  const today = weekdays[day];
  const yesterday = weekdays[(day + 6) % 7];
  return asleep.some(({ days, from, to }) =>
    from < to
      ? days.includes(today) && from <= time && time < to
      : (days.includes(today) && from <= time) ||
        (days.includes(yesterday) && time < to),
  );
}

it('agrees with the clock on the wall in each minute of a year', () => {
  const read = wallClock(nightsAndWeekends.timeZone);
  const start = Date.parse('2026-01-01T00:00:00Z');
  const wrong: string[] = [];
  for (let minute = 0; minute < 365 * 24 * 60; minute += 1) {
    const time = start + minute * MINUTE_MS;
    const { asleep } = scheduleAt(nightsAndWeekends, new Date(time));
    if (asleep !== sleepsBy(nightsAndWeekends, read(time))) {
      wrong.push(new Date(time).toISOString());
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

// No clock of these zones is changed between four in the morning and eleven in the evening.
const timeOfDay = fc
  .integer({ min: 4 * 60, max: 23 * 60 })
  .map(
    minutes =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(
        minutes % 60,
      ).padStart(2, '0')}`,
  );
const schedules: fc.Arbitrary<HibernateSchedule> = fc.record({
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Stockholm',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ),
  asleep: fc.array(
    fc.record({
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      from: timeOfDay,
      to: timeOfDay,
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const moments = fc
  .integer({ min: 0, max: 3 * 365 * 24 * 60 })
  .map(minutes => Date.parse('2025-01-01T00:00:00Z') + minutes * MINUTE_MS);

describe('any schedule at any moment', () => {
  it('agrees with the clock on the wall', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, time) => {
        expect(scheduleAt(schedule, new Date(time)).asleep).toBe(
          sleepsBy(schedule, wallClock(schedule.timeZone)(time)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('says when that changes next', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, time) => {
        const { asleep, wakesAt, nextSleep } = scheduleAt(
          schedule,
          new Date(time),
        );
        expect(wakesAt === undefined || asleep).toBe(true);
        const sleeps = (moment: number) =>
          scheduleAt(schedule, new Date(moment)).asleep;
        const end = wakesAt?.getTime() ?? Infinity;
        expect(end).toBeGreaterThan(time);
        expect(end === Infinity || (sleeps(end - 1) && !sleeps(end))).toBe(
          true,
        );
        const begin = nextSleep?.getTime() ?? 0;
        expect(begin).toBeGreaterThan(time);
        expect(sleeps(begin)).toBe(true);
        expect(asleep || !sleeps(begin - 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
