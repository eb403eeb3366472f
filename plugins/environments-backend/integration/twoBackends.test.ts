import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { LedgerAnchor } from '@cairn/plugin-environments-common';
import knexFactory, { type Knex } from 'knex';
import { FakeNotifications, RecordedEvents } from '../src/__testUtils__/fakes';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { startSettings, until } from './startSettings';

jest.setTimeout(180_000);

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

const HOUR_MS = 3_600_000;

describe('two backends on one PostgreSQL', () => {
  const { kubeconfig } = testPlatform();
  const notifications = new FakeNotifications();
  const events = new RecordedEvents();
  const admin = openAdministrator();
  const pools: Knex[] = [];
  let knex: Knex;
  let backends: Array<Awaited<ReturnType<typeof startSettings>>>;
  let name: string;

  beforeAll(async () => {
    if (!databases.supports('POSTGRES_15')) {
      throw new Error(
        'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING must name a PostgreSQL; ./cairn test --only integration starts one',
      );
    }
    knex = await databases.init('POSTGRES_15');
    const { connection } = knex.client.config;
    for (let backend = 0; backend < 2; backend += 1) {
      pools.push(
        knexFactory({
          client: 'pg',
          // The password is hidden from a copy.
          connection: { ...connection, password: connection.password },
        }),
      );
    }
    // At the same moment, and the database is empty.
    backends = await Promise.all(
      pools.map(pool =>
        startSettings({ knex: pool, kubeconfig, notifications, events }),
      ),
    );
  });

  afterAll(async () => {
    await Promise.all((backends ?? []).map(backend => backend.stop()));
    await Promise.all(pools.map(pool => pool.destroy()));
    await admin.close();
  });

  beforeEach(() => {
    name = `both-${randomUUID().slice(0, 8)}`;
    notifications.sent.length = 0;
    events.events.length = 0;
  });

  afterEach(async () => {
    await admin.delete(`/api/v1/namespaces/env-${name}`);
    await knex('environments').where({ name }).update({ live_name: null });
  });

  /** What the ledger has of the environment. */
  const facts = (kind: string) =>
    knex('ledger').where({ environment: name, kind });
  const everybody = <T>(
    work: (backend: (typeof backends)[number]) => Promise<T>,
    times = 3,
  ) =>
    Promise.all(
      Array.from({ length: times }, () => backends)
        .flat()
        .map(work),
    );
  const bothSee = (state: string) =>
    Promise.all(
      backends.map(backend =>
        until(
          () => backend.environment(name),
          environment => environment.state === state,
        ),
      ),
    );
  /** What other parts of the portal were told of it, without what says the same again. */
  const told = () =>
    events.events
      .map(({ eventPayload }) => JSON.stringify(eventPayload))
      .filter((event, index, all) => event !== all[index - 1])
      .map(event => JSON.parse(event))
      .filter(({ environment }) => environment === name)
      .map(({ state }) => state);

  it('make once what both are asked for at the same time', async () => {
    const plan = await backends[0].plan(name);
    const applied = [...backends, ...backends, ...backends].map(backend =>
      backend.apply(plan),
    );
    const { id: runId } = await Promise.race(applied);
    // Whichever of them executes it: each tells those who watch it when it is over.
    await everybody(({ get }) => get(`/runs/${runId}/events`), 1);
    expect(await backends[0].get(`/runs/${runId}`)).toMatchObject({
      state: 'Succeeded',
    });
    const runs = await Promise.all(applied);
    expect(new Set(runs.map(run => run.id))).toEqual(new Set([runId]));
    await bothSee('Ready');
    expect(await facts('run.queued')).toHaveLength(1);
    expect(await facts('run.started')).toHaveLength(1);
    expect(await facts('run.taken-over')).toEqual([]);
    expect(await facts('effect')).toHaveLength(3);
    const { id } = await backends[1].environment(name);
    expect(await knex('inventory').where({ environment_id: id })).toHaveLength(
      3,
    );
    expect(
      await admin.client.list(
        { apiVersion: 'v1', kind: 'ConfigMap', namespace: `env-${name}` },
        { labelSelector: `cairn.dev/environment=${id}` },
      ),
    ).toHaveLength(2);
  });

  it('see the same drift, and tell of it once', async () => {
    await backends[0].apply(await backends[0].plan(name));
    await bothSee('Ready');
    events.events.length = 0;
    const patch = (size: string) =>
      admin.patch(`/api/v1/namespaces/env-${name}/configmaps/first`, {
        data: { size },
      });
    await patch('large');
    await bothSee('Drifted');
    const [one, other] = await Promise.all(
      backends.map(backend => backend.environment(name)),
    );
    expect(one.since).toBe(other.since);
    await patch('small');
    await bothSee('Ready');
    expect(told()).toEqual(['Drifted', 'Ready']);
  });

  it('warn once and end it once', async () => {
    await backends[1].apply(await backends[1].plan(name));
    await bothSee('Ready');
    const { id } = await backends[0].environment(name);
    const ends = (ms: number) =>
      knex('environments')
        .where({ id })
        .update({ expires_at: new Date(Date.now() + ms).toISOString() });
    const keep = () =>
      everybody(({ scheduler }) => scheduler.triggerTask('keep-leases'));

    await ends(HOUR_MS / 2);
    await keep();
    await keep();
    expect(notifications.sent.map(({ payload }) => payload.title)).toEqual([
      `Environment ${name} ends in 30 minutes`,
    ]);
    expect(await facts('warning')).toHaveLength(1);
    expect(await facts('run.queued')).toHaveLength(1);

    await ends(-1_000);
    await keep();
    await keep();
    await bothSee('Destroyed');
    await keep();
    const runs = await knex('runs').where({
      environment_id: id,
      action: 'destroy',
    });
    expect(runs).toMatchObject([
      { started_by: 'system:lease', state: 'Succeeded' },
    ]);
    expect(await facts('receipt')).toHaveLength(1);
    expect(notifications.sent).toHaveLength(1);
    await everybody(
      ({ scheduler }) => scheduler.triggerTask('anchor-ledger'),
      1,
    );
    const { installation } = await knex('ledger_head').first('installation');
    for (const backend of backends) {
      const found = await backend.get('/ledger/verification');
      expect(found.broken).toBeUndefined();
      const anchors: LedgerAnchor[] = found.anchors;
      // Other tests leave heads of their own ledgers in the same cluster.
      const isOfOther = ({ place }: LedgerAnchor) =>
        place.includes(', of ledger ');
      for (const { place } of anchors.filter(isOfOther)) {
        expect(place).not.toContain(installation);
      }
      const own = anchors.filter(anchor => !isOfOther(anchor));
      expect(own.map(({ place }) => place)).toContainEqual(
        expect.stringMatching(/^ConfigMap .* in local$/),
      );
      expect(own.filter(({ holds }) => !holds)).toEqual([]);
    }
  });
});
