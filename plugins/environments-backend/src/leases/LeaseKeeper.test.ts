import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { weekdays } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { migrate } from '../store/migrate';
import { createStores, type Stores } from '../store/Stores';
import { RowPlans } from './testing/RowPlans';
import type { Lifecycle } from './lifecycle';
import { LeaseKeeper } from './LeaseKeeper';
import { LeaseNotices } from './LeaseNotices';
import { LeasesStore } from './LeasesStore';
import { LeaseWarnings } from './LeaseWarnings';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of the notifications. */
const TIMEOUT_MS = 100;
/** A Wednesday at noon. */
const START = Date.parse('2026-01-14T12:00:00.000Z');

const nights = {
  timeZone: 'Europe/Stockholm',
  asleep: [{ days: [...weekdays], from: '20:00', to: '07:00' }],
};

describe.each(databases.eachSupportedId())('a keeper on %s', databaseId => {
  let knex: Knex;
  let stores: Stores;
  let leases: LeasesStore;
  let plans: RowPlans;
  let sent: NotificationSendOptions[];
  let send: (options: NotificationSendOptions) => Promise<void>;
  /** The time that all keepers see, unless a test says otherwise. */
  let now: number;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await migrate(knex);
  }, 60_000);

  beforeEach(async () => {
    await knex('lease_warnings').delete();
    await knex('runs').delete();
    await knex('environments').delete();
    stores = createStores(knex);
    leases = new LeasesStore(knex, stores.ledger);
    plans = new RowPlans(knex, () => new Date(now));
    now = START;
    sent = [];
    send = async options => {
      sent.push(options);
    };
  });

  function keeper(clock: () => number = () => now): LeaseKeeper {
    const notices = new LeaseNotices(
      { send: options => send(options) },
      TIMEOUT_MS,
    );
    const logger = mockServices.logger.mock();
    return new LeaseKeeper({
      leases,
      plans,
      warnings: new LeaseWarnings({ leases, notices, logger }),
      notices,
      tell: async () => {},
      now: async () => new Date(clock()),
      logger,
    });
  }

  /** Two backends that look at the same time. */
  const passTwice = () => Promise.all([keeper().pass(), keeper().pass()]);
  const titles = () => sent.map(({ payload }) => payload.title);
  const warnings = async () => {
    const rows = await knex('ledger')
      .where({ kind: 'warning' })
      .orderBy('sequence');
    return rows.map(({ summary }) => String(summary));
  };
  const told = async (before: number) => (await warnings()).slice(before);

  const shop = (
    changes: { hours?: number; lifecycle?: Partial<Lifecycle> } = {},
  ) =>
    plans.environment('shop', {
      createdAt: START,
      expiresAt: START + (changes.hours ?? 14 * 24) * HOUR_MS,
      lifecycle: {
        ttlHours: changes.hours ?? 14 * 24,
        production: false,
        renewals: 3,
        ...changes.lifecycle,
      },
    });

  it('warns once each time, however many there are and however often they restart', async () => {
    const before = (await warnings()).length;
    await shop();
    for (const hoursLeft of [73, 72, 71, 24, 23, 1, 0.5]) {
      now = START + (14 * 24 - hoursLeft) * HOUR_MS;
      await passTwice();
      await passTwice();
    }
    expect(titles()).toEqual([
      'Environment shop ends in 3 days',
      'Environment shop ends in 24 hours',
      'Environment shop ends in 60 minutes',
    ]);
    expect(await told(before)).toHaveLength(3);
    expect(sent[0].recipients).toEqual({
      type: 'entity',
      entityRef: ['group:default/checkout-team', 'user:default/amara.okafor'],
    });
    expect(plans.queued).toEqual([]);
  });

  it('warns in the middle of a life that is shorter than any warning is early', async () => {
    const before = (await warnings()).length;
    await shop({ hours: 1 });
    for (const minute of [0, 29, 30, 31, 59]) {
      now = START + minute * MINUTE_MS;
      await passTwice();
    }
    expect(titles()).toEqual(['Environment shop ends in 30 minutes']);
    expect(sent[0].payload).toMatchObject({ severity: 'critical' });
    expect(await told(before)).toHaveLength(1);
  });

  it('gives only the most urgent of the warnings that it missed', async () => {
    await shop();
    now = START + (14 * 24 - 5) * HOUR_MS;
    await passTwice();
    expect(titles()).toEqual(['Environment shop ends in 5 hours']);
    await passTwice();
    expect(sent).toHaveLength(1);
  });

  it('warns again of another end', async () => {
    await shop();
    now = START + (14 * 24 - 1) * HOUR_MS;
    await keeper().pass();
    await plans.extend('shop', now + 14 * 24 * HOUR_MS);
    await keeper().pass();
    expect(sent).toHaveLength(1);
    now += (14 * 24 - 1) * HOUR_MS;
    await keeper().pass();
    expect(sent).toHaveLength(2);
  });

  it('warns later where nobody could be told', async () => {
    const before = (await warnings()).length;
    await shop();
    now = START + (14 * 24 - 1) * HOUR_MS;
    send = async () => {
      throw new Error('notifications do not answer');
    };
    await keeper().pass();
    expect(await told(before)).toEqual([]);
    send = async options => {
      sent.push(options);
    };
    now += MINUTE_MS;
    await keeper().pass();
    expect(titles()).toEqual(['Environment shop ends in 59 minutes']);
    expect(await told(before)).toHaveLength(1);
  });

  it('keeps every lease although the notifications never answer', async () => {
    send = () => new Promise<void>(() => {});
    // More than are looked at together.
    for (let number = 0; number < 10; number += 1) {
      await plans.environment(`warned-${number}`, {
        createdAt: START,
        expiresAt: START + 72 * HOUR_MS,
        lifecycle: { ttlHours: 72, production: false, renewals: 0 },
      });
    }
    await plans.environment('z-ended', {
      createdAt: START,
      expiresAt: START + 2 * HOUR_MS,
      lifecycle: { ttlHours: 2, production: false, renewals: 0 },
    });
    now = START + 71.5 * HOUR_MS;
    await passTwice();
    expect(plans.queued).toEqual(['destroy z-ended system:lease']);

    send = async options => {
      sent.push(options);
    };
    await passTwice();
    expect(new Set(titles()).size).toBe(10);
    expect(sent).toHaveLength(10);
  });

  it('says later what could not be done, where nobody could be told', async () => {
    await shop({ hours: 2 });
    plans.refuse = 'Policy denies this plan.';
    now = START + 2 * HOUR_MS;
    send = async () => {
      throw new Error('notifications do not answer');
    };
    await passTwice();
    now += 5 * MINUTE_MS;
    await passTwice();
    send = async options => {
      sent.push(options);
    };
    for (let times = 0; times < 3; times += 1) {
      now += HOUR_MS;
      await passTwice();
    }
    expect(titles()).toEqual([
      'Environment shop could not be destroyed at the end of its lifetime',
    ]);
  });

  it('destroys at the end, once', async () => {
    await shop({ hours: 2 });
    now = START + 2 * HOUR_MS - 1;
    await passTwice();
    expect(plans.queued).toEqual([]);
    now += 1;
    await passTwice();
    await passTwice();
    expect(plans.queued).toEqual(['destroy shop system:lease']);
    await plans.finish('shop', 'Succeeded');
    await passTwice();
    expect(plans.queued).toHaveLength(1);
    expect(titles()).toEqual(['Environment shop ends in 1 minute']);
  });

  it('destroys nothing that somebody extends in the same second', async () => {
    const before = (await warnings()).length;
    await shop({ hours: 2 });
    now = START + 2 * HOUR_MS;
    plans.beforeApply = () => plans.extend('shop', now + 2 * HOUR_MS);
    await keeper().pass();
    expect(plans.queued).toEqual([]);
    expect(await told(before)).toEqual([]);
    expect(titles()).toEqual([]);
    plans.beforeApply = undefined;
    await keeper().pass();
    expect(plans.queued).toEqual([]);
  });

  it('destroys nothing where its clock is ahead and somebody extends by another', async () => {
    await shop({ hours: 2 });
    // One clock is five minutes ahead, the other five behind.
    const ahead = keeper(() => now + 5 * MINUTE_MS);
    const behind = keeper(() => now - 5 * MINUTE_MS);
    now = START + 2 * HOUR_MS - 4 * MINUTE_MS;
    plans.beforeApply = () => plans.extend('shop', now + 2 * HOUR_MS);
    await Promise.all([ahead.pass(), behind.pass()]);
    expect(plans.queued).toEqual([]);
    // All the same it is destroyed once, by whoever is first.
    plans.beforeApply = undefined;
    now += 2 * HOUR_MS + 6 * MINUTE_MS;
    await Promise.all([ahead.pass(), behind.pass()]);
    expect(plans.queued).toEqual(['destroy shop system:lease']);
  });

  it('tries a destroy that fails again, less and less often, and says so once', async () => {
    const before = (await warnings()).length;
    await shop({ hours: 2 });
    now = START + 2 * HOUR_MS;
    const tried: number[] = [];
    for (let minute = 0; minute < 200; minute += 1) {
      const count = plans.queued.length;
      await keeper().pass();
      if (plans.queued.length > count) {
        tried.push(minute);
        await plans.finish('shop', 'Failed', 'The namespace is stuck.');
      }
      now += MINUTE_MS;
    }
    const waits = tried.slice(1).map((minute, index) => minute - tried[index]);
    expect(waits).toEqual([2, 3, 5, 9, 17, 33, 61, 61]);
    expect(titles()).toEqual([
      'Environment shop could not be destroyed at the end of its lifetime',
    ]);
    expect(await told(before)).toHaveLength(1);
    const environment = await stores.environments.byName('shop');
    expect(environment?.conditions).toContainEqual(
      expect.objectContaining({
        type: 'LeaseKept',
        status: 'False',
        reason: 'NotDestroyed',
        message: expect.stringContaining('The namespace is stuck'),
        since: new Date(START + 2 * HOUR_MS + MINUTE_MS).toISOString(),
      }),
    );
  });

  it('says why where policy denies it, and never forces it', async () => {
    const before = (await warnings()).length;
    await shop({ lifecycle: { hibernateSchedule: nights } });
    now = Date.parse('2026-01-14T19:00:00.000Z');
    plans.refuse = 'Policy denies this plan. owner-exists: it is gone.';
    await passTwice();
    await passTwice();
    expect(plans.queued).toEqual([]);
    expect(await told(before)).toEqual([
      expect.stringContaining('owner-exists: it is gone'),
    ]);
    expect(titles()).toEqual(['Environment shop could not be put to sleep']);
    const refused = await stores.environments.byName('shop');
    expect(refused?.conditions).toHaveLength(1);

    plans.refuse = undefined;
    now += 2 * MINUTE_MS;
    await passTwice();
    expect(plans.queued).toEqual(['hibernate shop system:schedule']);
    await plans.finish('shop', 'Succeeded');
    await passTwice();
    const asleep = await stores.environments.byName('shop');
    expect(asleep?.conditions).toEqual([]);
  });

  it('lets it sleep at night and wakes it in the morning', async () => {
    await shop({ lifecycle: { hibernateSchedule: nights } });
    for (let minute = 0; minute < 3 * 24 * 4; minute += 1) {
      const count = plans.queued.length;
      await passTwice();
      if (plans.queued.length > count) {
        await plans.finish('shop', 'Succeeded');
      }
      now += 15 * MINUTE_MS;
    }
    const times = plans.queuedAt.map(time => new Date(time).toISOString());
    expect(times).toEqual([
      '2026-01-14T19:00:00.000Z',
      '2026-01-15T06:00:00.000Z',
      '2026-01-15T19:00:00.000Z',
      '2026-01-16T06:00:00.000Z',
      '2026-01-16T19:00:00.000Z',
      '2026-01-17T06:00:00.000Z',
    ]);
    expect(plans.queued.slice(0, 2)).toEqual([
      'hibernate shop system:schedule',
      'wake shop system:schedule',
    ]);
  }, 30_000);

  it('leaves asleep what a person put to sleep, and what was idle', async () => {
    await shop({
      lifecycle: { hibernateSchedule: nights, hibernateAfterHours: 4 },
    });
    now += 4 * HOUR_MS;
    await keeper().pass();
    expect(plans.queued).toEqual(['hibernate shop system:lease']);
    await plans.finish('shop', 'Succeeded');
    now += 24 * HOUR_MS;
    await keeper().pass();
    expect(plans.queued).toHaveLength(1);

    await plans.byHand('shop', 'wake');
    await plans.byHand('shop', 'hibernate');
    now += 24 * HOUR_MS;
    await keeper().pass();
    expect(plans.queued).toHaveLength(1);
  });

  it('lets nothing fall asleep that somebody does something with meanwhile', async () => {
    await shop({ lifecycle: { hibernateAfterHours: 4 } });
    now += 4 * HOUR_MS;
    plans.beforeApply = () => plans.touch('shop', now);
    await keeper().pass();
    expect(plans.queued).toEqual([]);
    expect(titles()).toEqual([]);
  });

  it('waits for the end of a run of somebody else', async () => {
    await shop({ hours: 2 });
    await plans.begin('shop', 'update');
    now = START + 3 * HOUR_MS;
    await keeper().pass();
    expect(plans.queued).toEqual([]);
    await plans.finish('shop', 'Succeeded');
    await keeper().pass();
    expect(plans.queued).toEqual(['destroy shop system:lease']);
  });

  it('is not kept from one environment by another', async () => {
    await shop({ hours: 2 });
    await plans.environment('broken', {
      createdAt: START,
      expiresAt: START + 2 * HOUR_MS,
      lifecycle: { ttlHours: 2, production: false, renewals: 0 },
    });
    plans.refuseFor.add('broken');
    now = START + 2 * HOUR_MS;
    await keeper().pass();
    expect(plans.queued).toEqual(['destroy shop system:lease']);
    expect(titles()).toEqual([
      'Environment broken could not be destroyed at the end of its lifetime',
    ]);
  });

  it('goes by the clock of the database', async () => {
    const database = (await leases.now()).getTime();
    expect(Math.abs(database - Date.now())).toBeLessThan(60_000);
  });
});
