import { TestDatabases } from '@backstage/backend-test-utils';
import type { EnvironmentQuery } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { PLANNED_AT, planned } from '../__testUtils__/planned';
import type { PlanResult } from '../plans/PlanResult';
import { migrate, rollBack } from './migrate';
import { createStores, type Stores } from './Stores';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const TABLES = [
  'environment_entities',
  'environments',
  'inventory',
  'lease_warnings',
  'plans',
  'run_steps',
  'runs',
];

const now = new Date(PLANNED_AT);
const later = new Date('2026-01-02T00:00:00.000Z');

describe.each(databases.eachSupportedId())('stores on %s', id => {
  let knex: Knex;
  let stores: Stores;

  beforeAll(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    stores = createStores(knex);
  }, 60_000);

  afterEach(async () => {
    await knex('environments').delete();
    await knex('plans').delete();
  });

  async function make(
    ...[name, options]: Parameters<typeof planned>
  ): Promise<string> {
    const stored = planned(name, {
      operations: ['create', 'unchanged'],
      ...options,
    });
    await stores.plans.add(stored);
    const runId = await stores.runs.queueCreation(
      stored,
      'user:default/a',
      now,
    );
    if (!runId) {
      throw new Error(`${name} is taken`);
    }
    return runId;
  }

  async function names(
    query: EnvironmentQuery,
    visible?: Parameters<Stores['environmentLists']['page']>[1],
  ): Promise<string[]> {
    const page = await stores.environmentLists.page(query, visible);
    return page.items.map(({ name }) => name);
  }

  const finish = async (
    runId: string,
    state: 'Ready' | 'Destroyed' | 'Failed',
  ) => {
    const fact = { kind: 'run.finished', actor: 'a', summary: 's' } as const;
    for (;;) {
      const claimed = await stores.runLeases.claim({
        holder: 'a-worker',
        leaseMs: 60_000,
        runsPerGroup: 100,
        runsPerCluster: 100,
      });
      if (!claimed) {
        throw new Error(`Run ${runId} does not wait`);
      }
      if (claimed.run.id === runId) {
        await stores.journal.end(
          { runId, holder: 'a-worker', token: claimed.token },
          {
            state: 'Succeeded',
            message: 'done',
            environment: { state, reason: 'because' },
            fact,
          },
          later,
        );
        return;
      }
    }
  };

  describe('environments', () => {
    it('reserve their name until they are destroyed', async () => {
      const first = await make('shop');
      expect(await stores.environments.isTaken('shop')).toBe(true);
      expect(
        await stores.runs.queueCreation(planned('shop'), 'user:default/b', now),
      ).toBeUndefined();

      await finish(first, 'Destroyed');
      expect(await stores.environments.isTaken('shop')).toBe(false);
      const destroyed = await stores.environments.byName('shop');
      expect(destroyed).toMatchObject({
        state: 'Destroyed',
        destroyedAt: later.toISOString(),
      });

      await make('shop');
      const again = await stores.environments.byName('shop');
      expect(again?.id).not.toBe(destroyed?.id);
      expect(again?.state).toBe('Provisioning');
      expect(await stores.observed.page(undefined, 10)).toHaveLength(1);
    });

    it('reserve nothing where a name is taken', async () => {
      await make('shop');
      const loser = planned('shop', { entities: ['component:default/a'] });
      await stores.plans.add(loser);
      await stores.runs.queueCreation(loser, 'user:default/b', now);
      expect(await knex('runs').select('*')).toHaveLength(1);
      expect(await knex('environment_entities').select('*')).toEqual([]);
    });

    it('let one of several reserve a name at the same time', async () => {
      const plans = Array.from({ length: 8 }, () => planned('shop'));
      const runs = await Promise.all(
        plans.map(plan =>
          stores.runs.queueCreation(plan, 'user:default/a', now),
        ),
      );
      expect(runs.filter(run => run !== undefined)).toHaveLength(1);
    });

    it('take over what was observed, unless a run came between', async () => {
      const runId = await make('shop');
      await finish(runId, 'Ready');
      const seen = await stores.environments.byName('shop');
      if (!seen) {
        throw new Error('not there');
      }
      const observed = {
        state: 'Degraded' as const,
        reason: 'ConfigMap c0 is missing',
        since: later.toISOString(),
        conditions: [],
        observedAt: later.toISOString(),
      };
      const write = () =>
        stores.observed.write([
          { environment: seen, state: observed, observations: [] },
        ]);
      expect(await write()).toEqual(new Set([seen.id]));
      expect(await write()).toEqual(new Set());
      expect(await stores.environments.byId(seen.id)).toMatchObject({
        state: 'Degraded',
        observedAt: later.toISOString(),
      });
    });

    it('keep what policy asks of their class', async () => {
      await make('shop');
      const environment = await stores.environments.byName('shop');
      expect(
        await stores.environments.classFactsOf(environment?.id ?? ''),
      ).toMatchObject({
        name: 'sandbox',
        owner: 'group:default/platform-team',
      });
    });
  });

  describe('lists', () => {
    beforeEach(async () => {
      await make('b-shop', { expiresAt: '2026-02-01T00:00:00.000Z' });
      await make('a-shop', { owner: 'group:default/data-team' });
      await make('c_test', {
        class: 'service-preview',
        entities: ['component:default/cart-api'],
        expiresAt: '2026-01-15T00:00:00.000Z',
      });
      await finish(await make('gone'), 'Destroyed');
    });

    it.each<[EnvironmentQuery, string[]]>([
      [{}, ['a-shop', 'b-shop', 'c_test']],
      [{ order: 'desc' }, ['c_test', 'b-shop', 'a-shop']],
      [{ sort: 'expiresAt' }, ['c_test', 'b-shop', 'a-shop']],
      [{ search: 'SHOP' }, ['a-shop', 'b-shop']],
      [{ search: '%' }, []],
      [{ search: '_' }, ['c_test']],
      [{ owner: 'group:default/data-team' }, ['a-shop']],
      [{ class: 'service-preview' }, ['c_test']],
      [{ component: 'component:default/cart-api' }, ['c_test']],
      [{ component: 'component:default/other' }, []],
      [{ state: ['Destroyed'] }, ['gone']],
      [{ state: ['Destroyed', 'Provisioning'], search: 'go' }, ['gone']],
    ])('answer %j with %j', async (query, expected) => {
      const page = await stores.environmentLists.page(query);
      expect(page.items.map(({ name }) => name)).toEqual(expected);
      expect(page.total).toBe(expected.length);
      expect(page.nextCursor).toBeUndefined();
    });

    it.each(['name', 'createdAt', 'expiresAt', 'owner', 'state'] as const)(
      'are read page by page, sorted by %s, each item once',
      async sort => {
        for (const order of ['asc', 'desc'] as const) {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await stores.environmentLists.page({
              sort,
              order,
              limit: 1,
              cursor,
            });
            expect(page.total).toBe(3);
            seen.push(...page.items.map(({ name }) => name));
            cursor = page.nextCursor;
          } while (cursor);
          expect(seen).toEqual(await names({ sort, order }));
          expect(seen).toHaveLength(3);
        }
      },
    );

    it('refuse the cursor of another order', async () => {
      const { nextCursor } = await stores.environmentLists.page({ limit: 1 });
      await expect(
        stores.environmentLists.page({ cursor: nextCursor, sort: 'owner' }),
      ).rejects.toThrow('cursor: must be the nextCursor');
    });

    it('show what the permission policy lets be seen', async () => {
      const data = { owners: ['group:default/data-team'] };
      const checkout = { owners: ['group:default/checkout-team'] };
      expect(await names({}, data)).toEqual(['a-shop']);
      expect(await names({}, { not: data })).toEqual(['b-shop', 'c_test']);
      expect(await names({}, { anyOf: [data, checkout] })).toHaveLength(3);
      expect(await names({}, { allOf: [data, checkout] })).toEqual([]);
      expect(await names({ search: 'a-' }, { not: data })).toEqual([]);
      expect(await names({}, { owners: [] })).toEqual([]);
    });
  });

  describe('plans', () => {
    it('stay as they are, but for who asked last and until when', async () => {
      const stored = planned('shop');
      await stores.plans.add(stored);
      await stores.plans.add({
        ...stored,
        plan: {
          ...stored.plan,
          parameters: { size: 'large' },
          requestedBy: 'user:default/b',
          expiresAt: '2027-01-01T00:00:00.000Z',
        },
      });
      const read = await stores.plans.get(stored.plan.digest, now);
      expect(read?.plan).toMatchObject({
        parameters: { size: 'small' },
        requestedBy: 'user:default/b',
        expiresAt: '2027-01-01T00:00:00.000Z',
        blockers: [],
      });
      expect(read?.target).toEqual(stored.target);
    });

    it('are expired when their time is over', async () => {
      const stored = planned('shop');
      await stores.plans.add(stored);
      const read = await stores.plans.get(stored.plan.digest, later);
      expect(read?.plan.blockers).toEqual(['expired']);
      expect(await stores.plans.get('sha256:none', now)).toBeUndefined();
    });
  });

  describe('runs', () => {
    it('have a step for each effect, and none for what stays', async () => {
      const runId = await make('shop', {
        operations: Array.from({ length: 120 }, (_, index) =>
          index === 1 ? 'unchanged' : 'create',
        ),
      });
      const steps = await stores.runs.steps(runId);
      expect(steps).toHaveLength(119);
      expect(steps.map(({ index }) => index)).not.toContain(1);
      expect(new Set(steps.map(step => step.operationId)).size).toBe(119);
    });

    it('of a destruction begin only where no other run came between', async () => {
      const first = await make('shop');
      await finish(first, 'Ready');
      const environment = await stores.environments.byName('shop');
      const destroy = planned('shop');
      const stored: PlanResult = {
        environmentId: environment?.id ?? '',
        plan: { ...destroy.plan, action: 'destroy' },
      };
      expect(
        await stores.runs.queueChange(stored, 'another', 'user:a', now),
      ).toBeUndefined();
      const runId = await stores.runs.queueChange(
        stored,
        first,
        'user:default/a',
        now,
      );
      expect(runId).toBeDefined();
      expect(await stores.environments.byName('shop')).toMatchObject({
        state: 'Destroying',
        lastRun: { id: runId, action: 'destroy' },
      });
      const runs = await stores.runs.ofEnvironment({
        id: stored.environmentId,
        name: 'shop',
      });
      expect(runs.map(({ action }) => action).sort()).toEqual([
        'create',
        'destroy',
      ]);
    });
  });

  describe('inventory', () => {
    const ref = {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'env-shop',
      name: 'a',
    };

    it('has each object once, oldest first, until it is gone', async () => {
      await make('shop');
      const environmentId =
        (await stores.environments.byName('shop'))?.id ?? '';
      const add = (name: string, uid: string) =>
        stores.inventory.add(
          environmentId,
          { component: 'a', engine: 'fake', ref: { ...ref, name }, uid },
          now,
        );
      await add('z', '1');
      await add('a', '2');
      await add('z', '1');
      const owned = await stores.inventory.owned(environmentId);
      expect(owned.map(({ uid }) => uid)).toEqual(['1', '2']);

      const [{ environment }] = await stores.observed.byIds([environmentId]);
      await stores.observed.write([
        {
          environment,
          observations: [
            {
              id: owned[0].id,
              status: 'Ready',
              message: 'fine',
              observedAt: later.toISOString(),
              links: [{ title: 'Look', url: 'http://localhost/a' }],
            },
          ],
        },
      ]);
      const observed = await stores.inventory.observed(environmentId);
      expect(observed[0]).toMatchObject({
        status: 'Ready',
        links: [{ title: 'Look' }],
      });
      expect(observed[1]).toMatchObject({ status: 'Unknown' });

      await stores.inventory.markGone(owned[0].id, later);
      expect(await stores.inventory.owned(environmentId)).toHaveLength(1);
      // Another object under the same name is another item.
      await add('z', '3');
      expect(await stores.inventory.owned(environmentId)).toHaveLength(2);
      expect(
        await stores.inventory.get(environmentId, owned[1].id),
      ).toMatchObject({ uid: '2' });
      expect(await stores.inventory.get('other', owned[1].id)).toBeUndefined();
    });
  });
});

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    const existing = async () => {
      const found = await Promise.all(
        TABLES.map(table => knex.schema.hasTable(table)),
      );
      return TABLES.filter((_, index) => found[index]);
    };
    await migrate(knex);
    expect(await existing()).toEqual(TABLES);
    await rollBack(knex);
    expect(await existing()).toEqual([]);
    await migrate(knex);
    expect(await existing()).toEqual(TABLES);
  }, 60_000);
});
