import { TestDatabases } from '@backstage/backend-test-utils';
import {
  environmentClassSchema,
  weekdays,
} from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { MemoryClasses, sandboxClass } from '../__testUtils__/MemoryClasses';
import { startEnvironments, TOMAS } from '../__testUtils__/startEnvironments';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const HOUR_MS = 3_600_000;
const always = [{ days: [...weekdays], from: '12:00', to: '12:00' }];

/** The sandbox with a lifetime, extensions and what else a test wants. */
function classWith(lifecycle: object = {}) {
  return environmentClassSchema.parse({
    ...sandboxClass,
    spec: {
      ...sandboxClass.spec,
      lifecycle: { ttl: '72h', renewals: 2, ...lifecycle },
    },
  });
}

describe.each(databases.eachSupportedId())('leases on %s', databaseId => {
  /** A backend with one environment `shop`, and its rows within reach: time passes by moving what they say back. */
  async function start(lifecycle?: object) {
    const knex: Knex = await databases.init(databaseId);
    const backend = await startEnvironments({
      database: { getClient: async () => knex },
      classes: new MemoryClasses(classWith(lifecycle)),
    });
    await backend.create();
    await backend.events.environment('shop', 'Ready');
    const row = (changes: Record<string, unknown>) =>
      knex('environments').where({ live_name: 'shop' }).update(changes);
    const hoursAgo = (hours: number) =>
      new Date(Date.now() - hours * HOUR_MS).toISOString();
    const shop = async () =>
      (await backend.amara.get('/environments/shop')).body;
    const ledger = async (kind: string) =>
      (await knex('ledger').where({ kind }).orderBy('sequence')).map(entry => ({
        actor: String(entry.actor),
        summary: String(entry.summary),
      }));
    /** Looks at leases, and waits for the end of what that began. */
    const keep = async () => {
      await backend.keepLeases();
      const { body } = await backend.amara.get('/environments/shop/runs');
      const [run] = body;
      await backend.amara.get(`/runs/${run.id}/events`);
      return run;
    };
    return { ...backend, knex, row, hoursAgo, shop, ledger, keep };
  }

  it('are told with each environment', async () => {
    const { amara, shop } = await start({ hibernateAfter: '12h' });
    const { lease, expiresAt } = await shop();
    expect(lease).toMatchObject({
      expiresAt,
      renewals: { used: 0, allowed: 2 },
      extendRefusal: expect.stringContaining('extend it later'),
      hibernatesBecause: 'idle',
    });
    expect(Date.parse(lease.hibernatesAt)).toBe(
      Date.parse(lease.lastActivityAt) + 12 * HOUR_MS,
    );
    const { items } = (await amara.get('/environments')).body;
    expect(items[0].lease.renewals).toEqual({ used: 0, allowed: 2 });
  }, 60_000);

  it('are extended as often as the class allows, and each time is written down', async () => {
    const { amara, row, hoursAgo, ledger, policy, events } = await start();
    for (const used of [1, 2]) {
      await row({ expires_at: hoursAgo(-10) });
      const told = events.events.length;
      const answer = await amara.post('/environments/shop/extension');
      expect(answer.status).toBe(200);
      expect(answer.body.lease.renewals).toEqual({ used, allowed: 2 });
      const hours = (Date.parse(answer.body.expiresAt) - Date.now()) / HOUR_MS;
      expect(hours).toBeGreaterThan(71.9);
      expect(hours).toBeLessThanOrEqual(72.01);
      expect(events.events.length).toBeGreaterThan(told);
    }
    expect(policy.asked.at(-1)).toMatchObject({
      action: 'update',
      subject: { user: 'user:default/amara.okafor' },
      class: { lifecycle: { ttlHours: 72, renewals: 2 } },
      changes: [],
    });
    await row({ expires_at: hoursAgo(-10) });
    const refused = await amara.post('/environments/shop/extension');
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('extended 2 times');
    expect(await ledger('renewal')).toEqual([
      {
        actor: 'user:default/amara.okafor',
        summary: expect.stringContaining('extension 1 of 2'),
      },
      {
        actor: 'user:default/amara.okafor',
        summary: expect.stringContaining('extension 2 of 2'),
      },
    ]);
  }, 60_000);

  it('leave nothing said of the end that was moved', async () => {
    const { amara, events, row, hoursAgo, shop } = await start();
    // What was to be looked at anyway may be looked at with the first.
    for (let time = 1; time <= 2; time += 1) {
      events.events.splice(0);
      await row({
        expires_at: hoursAgo(-10),
        state: 'Expiring',
        reason: 'It is destroyed in ten hours; extend it to keep it.',
      });
      await amara.post('/environments/shop/extension');
      await events.environment('shop', 'Ready');
    }
    expect((await shop()).reason).not.toContain('destroyed');
  }, 60_000);

  it('are extended once by many who do it at the same time', async () => {
    const { amara, row, hoursAgo, shop, ledger } = await start();
    await row({ expires_at: hoursAgo(-10) });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        amara.post('/environments/shop/extension'),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409,
    ]);
    expect((await shop()).lease.renewals.used).toBe(1);
    expect(await ledger('renewal')).toHaveLength(1);
  }, 60_000);

  it('are extended by nobody else, and not where policy denies it', async () => {
    const { amara, as, row, hoursAgo, shop, policy } = await start();
    await row({ expires_at: hoursAgo(-10) });
    const theirs = await as(TOMAS).post('/environments/shop/extension');
    expect(theirs.status).toBe(403);
    expect(theirs.body.error.message).toContain('environment.apply');

    const allowed = policy.verdict;
    policy.verdict = {
      allowed: false,
      revision: 'r2',
      rules: [],
      violations: [
        {
          rule: 'environment.lifetime-bounded',
          title: 'The lifetime is bounded',
          severity: 'deny',
          message: 'It may live 48 hours.',
        },
      ],
    };
    const denied = await amara.post('/environments/shop/extension');
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('It may live 48 hours');
    policy.verdict = undefined;
    const silent = await amara.post('/environments/shop/extension');
    expect(silent.status).toBe(503);
    policy.verdict = allowed;
    expect((await shop()).lease.renewals.used).toBe(0);
    expect((await amara.post('/environments/none/extension')).status).toBe(404);
  }, 60_000);

  it('end with a destroy by a plan and a run', async () => {
    const { row, hoursAgo, shop, keep, engine, policy, ledger } = await start();
    await row({ expires_at: hoursAgo(0.1) });
    const run = await keep();
    expect(run).toMatchObject({ action: 'destroy', startedBy: 'system:lease' });
    expect(await shop()).toMatchObject({ state: 'Destroyed' });
    expect(engine.live.size).toBe(0);
    expect(policy.asked.at(-1)).toMatchObject({
      action: 'destroy',
      subject: {
        user: 'system:lease',
        groups: ['group:default/checkout-team'],
        agent: false,
      },
    });
    expect((await ledger('plan')).at(-1)?.actor).toBe('system:lease');
  }, 60_000);

  it('end with a reason where the destroy is denied', async () => {
    const { row, hoursAgo, shop, keep, engine, policy, notifications } =
      await start();
    await row({ expires_at: hoursAgo(0.1) });
    policy.verdict = undefined;
    await keep();
    await keep();
    expect(engine.live.size).toBe(3);
    const { conditions, state } = await shop();
    expect(state).toBe('Ready');
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'LeaseKept', reason: 'NotDestroyed' }),
    );
    expect(notifications.sent.map(({ payload }) => payload.title)).toEqual([
      'Environment shop could not be destroyed at the end of its lifetime',
    ]);
  }, 60_000);

  it('let what is idle sleep, and what a person wakes live', async () => {
    const { amara, finish, row, hoursAgo, shop, keep } = await start({
      hibernateAfter: '12h',
    });
    await row({ last_activity_at: hoursAgo(13) });
    const run = await keep();
    expect(run).toMatchObject({
      action: 'hibernate',
      startedBy: 'system:lease',
    });
    expect(await shop()).toMatchObject({ mode: 'hibernated' });
    await keep();
    expect((await shop()).lastRun.id).toBe(run.id);

    const wake = await amara.post('/plans', {
      action: 'wake',
      environment: 'shop',
    });
    await finish(wake.body);
    const { mode, lease } = await shop();
    expect(mode).toBe('awake');
    expect(Date.now() - Date.parse(lease.lastActivityAt)).toBeLessThan(60_000);
    await keep();
    expect((await shop()).mode).toBe('awake');
  }, 60_000);

  it('let sleep and wake by the schedule', async () => {
    const { knex, row, hoursAgo, shop, keep } = await start({
      hibernateSchedule: { timeZone: 'Europe/Stockholm', asleep: always },
    });
    await row({ last_activity_at: hoursAgo(25) });
    expect(await keep()).toMatchObject({
      action: 'hibernate',
      startedBy: 'system:schedule',
    });
    expect((await shop()).mode).toBe('hibernated');

    // The night is over.
    const [{ class_facts: text }] = await knex('environments').select(
      'class_facts',
    );
    const facts = JSON.parse(text);
    delete facts.lifecycle.hibernateSchedule;
    await row({ class_facts: JSON.stringify(facts) });
    expect(await keep()).toMatchObject({
      action: 'wake',
      startedBy: 'system:schedule',
    });
    expect((await shop()).mode).toBe('awake');
  }, 60_000);
});
