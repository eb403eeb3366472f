import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { PlanResult } from '../plans/PlanResult';
import { migrate } from './migrate';
import { createStores } from './Stores';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const AMARA = 'user:default/amara.okafor';
const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T00:00:00.000Z');

/** A plan to destroy nothing, which needs no target. */
function planAt(time: number, requestedBy = AMARA): PlanResult {
  return {
    environmentId: randomUUID(),
    plan: {
      digest: `sha256:${randomUUID()}`,
      action: 'destroy',
      environment: {
        name: 'shop',
        namespace: 'env-shop',
        owner: 'group:default/checkout-team',
        cluster: 'local',
      },
      class: { name: 'sandbox', version: 'sha256:1' },
      parameters: {},
      mode: 'awake',
      changes: [],
      coverage: { computed: 0, total: 0 },
      verdict: { allowed: true, revision: 'r', rules: [], violations: [] },
      blockers: [],
      createdAt: new Date(time).toISOString(),
      expiresAt: new Date(time + DAY_MS).toISOString(),
      requestedBy,
    },
  };
}

describe.each(databases.eachSupportedId())('plans kept on %s', databaseId => {
  async function open() {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    const stores = createStores(knex);
    const isKept = async ({ plan: { digest } }: PlanResult) =>
      (await stores.plans.get(digest, new Date(START))) !== undefined;
    /** As if somebody had asked for a yes to it. */
    const needed = ({ plan, environmentId }: PlanResult) =>
      knex('approvals').insert({
        id: randomUUID(),
        digest: plan.digest,
        round: 1,
        environment_id: environmentId,
        action: plan.action,
        environment: 'shop',
        owner: plan.environment.owner,
        class_name: 'sandbox',
        state: 'Waiting',
        reason: 'Waits.',
        requested_by: AMARA,
        planned_by: AMARA,
        agent: false,
        summary: 'nothing',
        needed: '[]',
        expires_at: plan.expiresAt,
        created_at: plan.createdAt,
        updated_at: plan.createdAt,
      });
    return { stores, isKept, needed };
  }

  it('are the youngest five hundred of a person that nobody needs, and all of others', async () => {
    const { stores, isKept, needed } = await open();
    const wanted = planAt(START);
    await stores.plans.add(wanted);
    await needed(wanted);
    const theirs = planAt(START, 'user:default/tomas.lindqvist');
    await stores.plans.add(theirs);
    const own = planAt(START, 'system:lease');
    await stores.plans.add(own);
    const many = Array.from({ length: 503 }, (_, index) =>
      planAt(START + 1 + index),
    );
    for (const plan of many) {
      await stores.plans.add(plan);
    }
    const kept = await Promise.all(many.map(isKept));
    expect(kept.indexOf(true)).toBe(3);
    expect(kept.filter(Boolean)).toHaveLength(500);
    expect(await Promise.all([wanted, theirs, own].map(isKept))).toEqual([
      true,
      true,
      true,
    ]);
  }, 60_000);

  it('are forgotten when they are too old, unless somebody needs them', async () => {
    const { stores, isKept, needed } = await open();
    const [old, wanted, young] = [0, 0, 1].map(days =>
      planAt(START + days * DAY_MS),
    );
    for (const plan of [old, wanted, young]) {
      await stores.plans.add(plan);
    }
    await needed(wanted);
    expect(
      await stores.plans.forgetExpired(new Date(START + 1.5 * DAY_MS)),
    ).toBe(1);
    expect(await Promise.all([old, wanted, young].map(isKept))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
