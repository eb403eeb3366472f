import { TestDatabases } from '@backstage/backend-test-utils';
import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import { migrate, rollBack } from './migrate';
import { PlansStore } from './PlansStore';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

const now = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-01-01T01:00:00.000Z');

function planOf(digit: string, content = 'x'): GoldenPathPlan {
  return {
    digest: `sha256:${digit.repeat(64)}`,
    template: 'template:default/node-service',
    owner: 'group:default/checkout-team',
    repository: {
      name: 'parcel-lockers',
      organization: 'larkfield',
      description: 'Ünïcödé 🚚',
      url: 'http://localhost:7009/larkfield/parcel-lockers',
      files: [{ path: 'a', content, size: content.length, executable: false }],
    },
    entities: [],
    environments: [],
    steps: [],
    blockers: [],
    createdAt: now.toISOString(),
    expiresAt: later.toISOString(),
    requestedBy: 'user:default/amara.okafor',
  };
}

const request = { template: 'template:default/node-service', values: { a: 1 } };

describe.each(databases.eachSupportedId())('%s', id => {
  async function open() {
    const knex = await databases.init(id);
    await migrate(knex);
    return { knex, plans: new PlansStore(knex) };
  }

  it('keeps a plan of any size as it was, and its request', async () => {
    const { plans } = await open();
    const plan = planOf('a', 'ü'.repeat(2_000_000));
    await plans.add(plan, request);
    expect(await plans.get(plan.digest)).toEqual({ plan, request });
    expect(await plans.get(planOf('b').digest)).toBeUndefined();
  });

  it('leaves a plan to who made it first', async () => {
    const { plans } = await open();
    await plans.add(planOf('a'), request);
    await plans.add(
      { ...planOf('a'), requestedBy: 'user:default/tomas.lindqvist' },
      request,
    );
    const stored = await plans.get(planOf('a').digest);
    expect(stored?.plan.requestedBy).toBe('user:default/amara.okafor');
  });

  it('lets exactly one task have a plan, and that one again and again', async () => {
    const { plans } = await open();
    const { digest } = planOf('a');
    await plans.add(planOf('a'), request);
    const tasks = ['1', '2', '3', '4', '5'];
    const had = await Promise.all(
      tasks.map(task => plans.begin(digest, task, now)),
    );
    expect(had.filter(Boolean)).toHaveLength(1);
    const winner = tasks[had.indexOf(true)];
    expect(await plans.begin(digest, winner, later)).toBe(true);
    expect((await plans.get(digest))?.taskId).toBe(winner);
    expect(await plans.begin(planOf('b').digest, '1', now)).toBe(false);
  });

  it('forgets what expired and nobody began with', async () => {
    const { plans } = await open();
    await plans.add(planOf('a'), request);
    await plans.add(planOf('b'), request);
    await plans.begin(planOf('b').digest, '1', now);
    expect(await plans.forget(later)).toBe(0);
    expect(await plans.forget(new Date(later.getTime() + 1))).toBe(1);
    expect(await plans.get(planOf('a').digest)).toBeUndefined();
    expect(await plans.get(planOf('b').digest)).toBeDefined();
  });

  it('goes up, down and up again', async () => {
    const { knex } = await open();
    await rollBack(knex);
    expect(await knex.schema.hasTable('golden_path_plans')).toBe(false);
    await migrate(knex);
    expect(await knex.schema.hasTable('golden_path_plans')).toBe(true);
  });
});
