import { weekdays } from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { dutyOf } from './duties';
import { extensionOf, leaseOf, type LeaseFacts } from './lease';
import { leaseTrace } from './leaseFacts';
import { scheduleAt } from './schedule';
import { dueWarnings } from './warnings';

const HOUR_MS = 3_600_000;
const now = new Date('2026-01-14T12:00:00.000Z');
const hoursFrom = (hours: number, time = now) =>
  new Date(time.getTime() + hours * HOUR_MS).toISOString();

const nights = {
  timeZone: 'Europe/Stockholm',
  asleep: [{ days: [...weekdays], from: '20:00', to: '07:00' }],
};

const facts: LeaseFacts = {
  mode: 'awake',
  expiresAt: hoursFrom(10),
  renewalsUsed: 0,
  lastActivityAt: hoursFrom(-3),
  destroyed: false,
  lifecycle: { ttlHours: 72, production: false, renewals: 2 },
};

describe('an extension', () => {
  it('is counted from now', () => {
    expect(extensionOf(facts, now)).toEqual({ to: hoursFrom(72) });
  });

  it('is possible after the end, as long as nothing destroys it', () => {
    const over = { ...facts, expiresAt: hoursFrom(-1) };
    expect(extensionOf(over, now)).toEqual({ to: hoursFrom(72) });
    expect(
      extensionOf(
        { ...over, lastRun: { action: 'destroy', state: 'Failed' } },
        now,
      ).refusal,
    ).toContain('destroys');
  });

  it.each<[string, Partial<LeaseFacts>, string]>([
    ['is destroyed', { destroyed: true }, 'is destroyed'],
    ['has no end', { expiresAt: undefined }, 'no end'],
    [
      'was extended as often as it may',
      { renewalsUsed: 2 },
      'extended 2 times, as often',
    ],
    [
      'is of a class without extensions',
      { lifecycle: { ...facts.lifecycle, renewals: 0 } },
      'no extension',
    ],
    [
      'is of a class without a lifetime now',
      { lifecycle: { production: false, renewals: 2 } },
      'no lifetime',
    ],
    [
      'was extended a moment ago',
      { expiresAt: hoursFrom(71.9) },
      'extend it later',
    ],
  ])('is refused where the environment %s', (_name, changes, said) => {
    expect(extensionOf({ ...facts, ...changes }, now).refusal).toContain(said);
  });

  it('never piles lifetimes up, and is never given more often than allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 720 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 20 }),
        (ttlHours, renewals, waits) => {
          let time = now;
          let lease: LeaseFacts = {
            ...facts,
            expiresAt: hoursFrom(ttlHours),
            lifecycle: { ttlHours, production: false, renewals },
          };
          for (const wait of waits) {
            time = new Date(time.getTime() + wait * HOUR_MS);
            const { to } = extensionOf(lease, time);
            if (to) {
              lease = {
                ...lease,
                expiresAt: to,
                renewalsUsed: lease.renewalsUsed + 1,
              };
            }
            expect(lease.renewalsUsed).toBeLessThanOrEqual(renewals);
            expect(Date.parse(to ?? time.toISOString())).toBeLessThanOrEqual(
              time.getTime() + ttlHours * HOUR_MS,
            );
          }
        },
      ),
    );
  });
});

describe('what is to be done', () => {
  const awake = { ...facts, failed: false };
  const asleep = { ...awake, mode: 'hibernated' as const };
  const night = new Date('2026-01-14T21:00:00.000Z');
  const scheduled = { ...facts.lifecycle, hibernateSchedule: nights };

  it.each<[string, Partial<typeof awake>, Date, object | undefined]>([
    ['nothing before its time', {}, now, undefined],
    [
      'a destroy at the end',
      { expiresAt: now.toISOString() },
      now,
      { action: 'destroy', actor: 'system:lease' },
    ],
    [
      'a destroy of one that failed',
      { expiresAt: hoursFrom(-1), failed: true },
      now,
      { action: 'destroy' },
    ],
    ['nothing of what never ends', { expiresAt: undefined }, now, undefined],
    [
      'a sleep of what is idle',
      { lifecycle: { ...facts.lifecycle, hibernateAfterHours: 3 } },
      now,
      { action: 'hibernate', actor: 'system:lease' },
    ],
    [
      'a sleep in the night',
      { lifecycle: scheduled, expiresAt: hoursFrom(48) },
      night,
      { action: 'hibernate', actor: 'system:schedule' },
    ],
    [
      'nothing in the night where somebody works',
      {
        lifecycle: scheduled,
        expiresAt: hoursFrom(48),
        lastActivityAt: '2026-01-14T20:00:00.000Z',
      },
      night,
      undefined,
    ],
    [
      'the schedule before idleness',
      {
        lifecycle: { ...scheduled, hibernateAfterHours: 1 },
        expiresAt: hoursFrom(48),
      },
      night,
      { actor: 'system:schedule' },
    ],
    [
      'nothing with what a person left broken',
      { lifecycle: scheduled, expiresAt: hoursFrom(48), failed: true },
      night,
      undefined,
    ],
  ])('is %s', (_name, changes, time, expected) => {
    const duty = dutyOf({ ...awake, ...changes }, time);
    const { why: _, ...found } = duty ?? { why: '' };
    expect(found).toMatchObject(expected ?? {});
    expect(duty === undefined).toBe(expected === undefined);
  });

  it('is to wake by the schedule only what the schedule put to sleep', () => {
    const lifecycle = scheduled;
    expect(
      dutyOf({ ...asleep, lifecycle, asleepBecause: 'schedule' }, now),
    ).toMatchObject({ action: 'wake', actor: 'system:schedule' });
    for (const asleepBecause of ['person', 'idle'] as const) {
      expect(
        dutyOf({ ...asleep, lifecycle, asleepBecause }, now),
      ).toBeUndefined();
    }
    // Its class has no schedule any more.
    expect(dutyOf({ ...asleep, asleepBecause: 'schedule' }, now)).toMatchObject(
      { action: 'wake' },
    );
  });
});

it('is told with when it sleeps and wakes next', () => {
  const lifecycle = { ...facts.lifecycle, hibernateSchedule: nights };
  expect(leaseOf({ ...facts, lifecycle }, now)).toEqual({
    expiresAt: facts.expiresAt,
    renewals: { used: 0, allowed: 2 },
    extendableTo: hoursFrom(72),
    hibernatesAt: '2026-01-14T19:00:00.000Z',
    hibernatesBecause: 'schedule',
    lastActivityAt: facts.lastActivityAt,
  });
  expect(
    leaseOf(
      {
        ...facts,
        lifecycle,
        mode: 'hibernated',
        asleepBecause: 'schedule',
        renewalsUsed: 2,
      },
      new Date('2026-01-14T21:00:00.000Z'),
    ),
  ).toEqual({
    expiresAt: facts.expiresAt,
    renewals: { used: 2, allowed: 2 },
    extendRefusal: expect.stringContaining('as often as its class allows'),
    wakesAt: '2026-01-15T06:00:00.000Z',
    lastActivityAt: facts.lastActivityAt,
  });
});

describe('a year of minutes', () => {
  const start = Date.parse('2026-01-01T12:00:00.000Z');

  /** Lives through a year as the keeper does; `people` says who does what at a minute. */
  function live(
    lifecycle: LeaseFacts['lifecycle'],
    people: (minute: number) => 'hibernate' | 'wake' | 'run' | undefined,
    minutes: number,
    check: (lease: LeaseFacts, time: Date) => void,
  ) {
    const runs: string[] = [];
    let lease: LeaseFacts = {
      mode: 'awake',
      renewalsUsed: 0,
      lastActivityAt: new Date(start).toISOString(),
      destroyed: false,
      lifecycle,
    };
    const run = (action: 'hibernate' | 'wake', by: string, time: Date) => {
      const trace = leaseTrace(action, by, time.toISOString());
      const cause = trace.asleep_because;
      lease = {
        ...lease,
        mode: action === 'wake' ? 'awake' : 'hibernated',
        ...(trace.last_activity_at && {
          lastActivityAt: trace.last_activity_at,
        }),
        ...((cause === 'idle' ||
          cause === 'schedule' ||
          cause === 'person') && { asleepBecause: cause }),
      };
      runs.push(`${action} ${by}`);
    };
    for (let minute = 0; minute < minutes; minute += 1) {
      const time = new Date(start + minute * 60_000);
      const wish = people(minute);
      if (wish === 'run') {
        lease = { ...lease, lastActivityAt: time.toISOString() };
      } else if (wish && (wish === 'wake') === (lease.mode === 'hibernated')) {
        run(wish, 'user:default/amara.okafor', time);
      }
      const duty = dutyOf({ ...lease, failed: false }, time);
      if (duty && duty.action !== 'destroy') {
        expect(duty.action === 'wake').toBe(lease.mode === 'hibernated');
        run(duty.action, duty.actor, time);
      }
      check(lease, time);
    }
    return runs;
  }

  it('sleeps exactly as the schedule says where nobody does anything', () => {
    const lifecycle = {
      production: false,
      renewals: 0,
      hibernateSchedule: nights,
    };
    const wrong: string[] = [];
    const runs = live(
      lifecycle,
      () => undefined,
      365 * 24 * 60,
      ({ mode }, time) => {
        if ((mode === 'hibernated') !== scheduleAt(nights, time).asleep) {
          wrong.push(time.toISOString());
        }
      },
    );
    expect(wrong).toEqual([]);
    expect(runs).toHaveLength(2 * 365);
    expect(
      runs.every(
        (run, index) =>
          run === `${index % 2 ? 'wake' : 'hibernate'} system:schedule`,
      ),
    ).toBe(true);
  }, 120_000);

  it('alternates, and never wakes what a person put to sleep, whatever people do', () => {
    const wishes = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 14 * 24 * 60 }),
        fc.constantFrom<'hibernate' | 'wake' | 'run'>(
          'hibernate',
          'wake',
          'run',
        ),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 40 }), (wanted, idle) => {
        const at = new Map(wanted);
        const runs = live(
          {
            production: false,
            renewals: 0,
            hibernateAfterHours: idle,
            hibernateSchedule: nights,
          },
          minute => at.get(minute),
          14 * 24 * 60,
          () => {},
        );
        runs.forEach((run, index) => {
          const [action, by] = run.split(' ');
          expect(action).toBe(index % 2 ? 'wake' : 'hibernate');
          const wokenBySchedule = action === 'wake' && by === 'system:schedule';
          expect(
            !wokenBySchedule || runs[index - 1] === 'hibernate system:schedule',
          ).toBe(true);
        });
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

describe('warnings', () => {
  it.each([
    [200, 720, []],
    [72, 720, [72]],
    [71, 720, [72]],
    [24, 720, [24, 72]],
    [0.5, 720, [1, 24, 72]],
    [0, 720, []],
    [-1, 720, []],
    // Made with that much left: nobody needs to be told.
    [72, 72, []],
    [24, 72, [24]],
    [1, 2, [1]],
    // A life that is shorter than all of them.
    [0.75, 1, []],
    [0.5, 1, [0.5]],
    [0.1, 1, [0.5]],
    [0.25, 0.5, [0.25]],
    [1, 1, []],
  ])('with %d hours left of %d are %j', (left, ttlHours, expected) => {
    expect(dueWarnings({ expiresAt: hoursFrom(left), ttlHours }, now)).toEqual(
      expected,
    );
  });

  it('are not given of what never ends', () => {
    expect(dueWarnings({ ttlHours: 72 }, now)).toEqual([]);
  });
});
