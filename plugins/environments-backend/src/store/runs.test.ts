import { TestDatabases } from '@backstage/backend-test-utils';
import type { LedgerFact } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { PLANNED_AT, planned } from '../__testUtils__/planned';
import type { PlanResult } from '../plans/PlanResult';
import { databaseNow } from './databaseClock';
import { migrate } from './migrate';
import { LeaseLostError } from './RunJournal';
import type { ClaimedRun, Holding } from './RunLeases';
import type { RunOutcome } from './runOutcome';
import { createStores, type Stores } from './Stores';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const now = new Date(PLANNED_AT);
const AMARA = 'user:default/amara.okafor';
const ref = {
  cluster: 'local',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'env-a',
  name: 'c',
};
const fact: LedgerFact = { kind: 'effect', actor: AMARA, summary: 'Did it.' };

interface Wanted {
  owner?: string;
  cluster?: string;
}

const asleep: RunOutcome['environment']['target'] = {
  class: { name: 'sandbox', version: 'sha256:2' },
  facts: {
    name: 'sandbox',
    version: 'sha256:2',
    owner: 'group:default/platform-team',
    lifecycle: { production: true },
  },
  parameters: { size: 'large' },
  mode: 'hibernated',
  entities: ['component:default/cart-api'],
  outputs: { link: 'http://a' },
  clusterIdentity: 'k1',
};

describe.each(databases.eachSupportedId())('runs on %s', id => {
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

  async function queue(name: string, wanted?: Wanted): Promise<string> {
    const stored = planned(name, wanted);
    await stores.plans.add(stored);
    const runId = await stores.runs.queueCreation(stored, AMARA, new Date());
    if (!runId) {
      throw new Error(`${name} is taken`);
    }
    return runId;
  }

  const claim = (
    holder: string,
    limits: { runsPerGroup?: number; runsPerCluster?: number } = {},
  ) =>
    stores.runLeases.claim({
      holder,
      leaseMs: 60_000,
      runsPerGroup: 100,
      runsPerCluster: 100,
      ...limits,
    });

  async function claimed(
    holder: string,
  ): Promise<{ claim: ClaimedRun; holding: Holding }> {
    const got = await claim(holder);
    if (!got) {
      throw new Error('Nothing waits');
    }
    return {
      claim: got,
      holding: { runId: got.run.id, holder, token: got.token },
    };
  }

  /** As if so much time had passed without a renewal. */
  const letExpire = (runId: string) =>
    knex('runs')
      .where({ id: runId })
      .update({ lease_until: knex.raw('? - 1', [databaseNow(knex)]) });

  const ended = (
    state: RunOutcome['state'],
    environment: RunOutcome['environment'] = { state: 'Failed', reason: 'x' },
  ): RunOutcome => ({ state, message: 'over', environment, fact });

  describe('leases', () => {
    it('give each run to one worker, with a token higher than any before', async () => {
      const runs = await Promise.all(
        Array.from({ length: 20 }, (_, index) => queue(`shop-${index}`)),
      );
      const workers = Array.from({ length: 5 }, (_, index) => `w${index}`);
      const got: ClaimedRun[] = [];
      await Promise.all(
        workers.map(async worker => {
          for (
            let next = await claim(worker);
            next;
            next = await claim(worker)
          ) {
            got.push(next);
          }
        }),
      );
      expect(got.map(({ run }) => run.id).sort()).toEqual(runs.sort());
      expect(new Set(got.map(({ token }) => token)).size).toBe(20);
    });

    it('go to another worker when they end, and to nobody before', async () => {
      await queue('shop');
      const first = await claimed('w1');
      expect(await claim('w2')).toBeUndefined();
      expect(await stores.runLeases.renew(first.holding, 60_000)).toBe(true);

      await letExpire(first.holding.runId);
      const second = await claimed('w2');
      expect(second.claim).toMatchObject({ takenOver: 'gone' });
      expect(second.holding.token).toBeGreaterThan(first.holding.token);
      expect(await stores.runLeases.renew(first.holding, 60_000)).toBe(false);
      expect(await stores.runLeases.exchange(first.holding, 0)).toBeUndefined();
      const story = await stores.ledger.story(first.claim.run.environmentId);
      expect(story.map(({ kind }) => kind)).toEqual([
        'run.queued',
        'run.started',
        'run.taken-over',
      ]);
    });

    it('are let go of by a worker that stops', async () => {
      await queue('shop');
      await claimed('w1');
      await stores.runLeases.letGo('w1');
      expect((await claimed('w2')).claim.takenOver).toBe('stopped');
    });

    it('end by the clock of the database, whatever the clock of a worker says', async () => {
      await queue('shop');
      const { holding } = await claimed('w1');
      const real = Date.now;
      try {
        // A day late, and a day early.
        for (const skew of [-86_400_000, 86_400_000]) {
          Date.now = () => real() + skew;
          expect(await claim('w2')).toBeUndefined();
          expect(await stores.runLeases.renew(holding, 60_000)).toBe(true);
        }
      } finally {
        Date.now = real;
      }
    });

    it('get a token above one that a cluster has seen', async () => {
      await queue('shop');
      const { holding } = await claimed('w1');
      const token = await stores.runLeases.exchange(
        holding,
        holding.token + 500,
      );
      expect(token).toBe(holding.token + 501);
      expect(await stores.runLeases.renew(holding, 60_000)).toBe(false);
      await queue('next');
      expect((await claimed('w1')).holding.token).toBeGreaterThan(
        holding.token + 501,
      );
    });
  });

  describe('the journal', () => {
    it('takes nothing from a worker that lost the run', async () => {
      await queue('shop');
      const first = await claimed('w1');
      await stores.journal.beginStep(first.holding, 0, 'Making', now);
      await letExpire(first.holding.runId);
      const { environmentId } = first.claim.run;
      const stale = first.holding;
      const item = { component: 'a', engine: 'fake', ref, uid: 'u1' };
      const attempts = () => [
        stores.journal.say(stale, 'stale'),
        stores.journal.setClusters(stale, { local: 'other' }),
        stores.journal.beginStep(stale, 1, 'stale', now),
        stores.journal.sayStep(stale, 0, { run: 'stale', step: 'stale' }),
        stores.journal.own(stale, environmentId, item, now),
        stores.journal.endStep(stale, 0, { state: 'Failed', fact }, now),
        stores.journal.end(stale, ended('Failed'), now),
      ];
      // The lease has ended, and nobody took over yet.
      for (const attempt of attempts()) {
        await expect(attempt).rejects.toThrow(LeaseLostError);
      }
      const second = await claimed('w2');
      const before = await stores.runs.get(second.claim.run.id);
      for (const attempt of attempts()) {
        await expect(attempt).rejects.toThrow(LeaseLostError);
      }
      expect(await stores.runs.get(second.claim.run.id)).toEqual(before);
      expect(await stores.inventory.owned(environmentId)).toEqual([]);
      expect(await stores.ledger.story(environmentId)).toHaveLength(3);
    });

    it('counts tries, keeps the first beginning and says what happened', async () => {
      await queue('shop');
      const { holding } = await claimed('w1');
      const later = new Date('2026-01-01T01:00:00.000Z');
      await stores.journal.beginStep(holding, 0, 'Making it', now);
      await stores.journal.sayStep(holding, 0, { run: 'r', step: 'waits' });
      await stores.journal.beginStep(holding, 0, 'Making it', later);
      expect(await stores.runs.get(holding.runId)).toMatchObject({
        state: 'Running',
        message: 'Making it',
        steps: [
          {
            index: 0,
            state: 'Running',
            tries: 2,
            startedAt: now.toISOString(),
          },
          { index: 1, state: 'Pending', tries: 0 },
        ],
      });
      await stores.journal.endStep(
        holding,
        0,
        { state: 'Succeeded', fact },
        later,
      );
      await stores.journal.sayStep(holding, 0, { run: 'r', step: 'too late' });
      expect((await stores.runs.get(holding.runId))?.steps[0]).toMatchObject({
        state: 'Succeeded',
        finishedAt: later.toISOString(),
      });
    });

    it('owns an object once, and what had its name before no more', async () => {
      await queue('shop');
      const { holding, claim: got } = await claimed('w1');
      const { environmentId } = got.run;
      const own = (uid: string, parent?: string) =>
        stores.journal.own(
          holding,
          environmentId,
          {
            component: 'a',
            engine: 'fake',
            ref: parent ? { ...ref, name: 'child' } : ref,
            uid,
            clusterIdentity: 'k1',
            ...(parent && { parent }),
          },
          now,
        );
      const first = await own('u1');
      expect(await own('u1')).toEqual(first);
      const second = await own('u2');
      await own('u3', second.id);
      const owned = await stores.inventory.owned(environmentId);
      expect(owned).toMatchObject([
        { uid: 'u2', clusterIdentity: 'k1' },
        { uid: 'u3', parent: second.id },
      ]);
      await stores.journal.endStep(
        holding,
        0,
        { state: 'Succeeded', gone: second, fact },
        now,
      );
      expect(await stores.inventory.owned(environmentId)).toEqual([]);
    });

    it('ends a step and owns what it made in one go', async () => {
      await queue('shop');
      const { holding, claim: got } = await claimed('w1');
      const { environmentId } = got.run;
      const item = { component: 'a', engine: 'fake', ref, uid: 'u1' };
      const end = (uid: string) =>
        stores.journal.endStep(
          holding,
          0,
          {
            state: 'Succeeded',
            made: { environmentId, item: { ...item, uid } },
            fact,
          },
          now,
        );
      await end('u1');
      await end('u1');
      expect(await stores.inventory.owned(environmentId)).toMatchObject([item]);
      await end('u2');
      expect(await stores.inventory.owned(environmentId)).toMatchObject([
        { ...item, uid: 'u2' },
      ]);
    });

    it('says in one breath that the run ended and what its environment is now', async () => {
      await queue('shop');
      const { holding } = await claimed('w1');
      await stores.journal.end(
        holding,
        ended('Succeeded', {
          state: 'Hibernated',
          reason: 'Asleep.',
          target: asleep,
        }),
        now,
      );
      expect(await stores.environments.byName('shop')).toMatchObject({
        state: 'Hibernated',
        class: { version: 'sha256:2' },
        parameters: { size: 'large' },
        mode: 'hibernated',
        entities: ['component:default/cart-api'],
        outputs: { link: 'http://a' },
        lastRun: { state: 'Succeeded' },
      });
      await expect(
        stores.journal.end(holding, ended('Failed'), now),
      ).rejects.toThrow(LeaseLostError);
    });
  });

  describe('what drifted', () => {
    it.each([
      ['is forgotten when it is meant to be', 'Succeeded', asleep, undefined],
      ['stays where it is not', 'Failed', undefined, 'is not as planned'],
    ] as const)('%s', async (_what, state, target, message) => {
      await queue('shop');
      const { holding } = await claimed('w1');
      const shop = await stores.environments.byName('shop');
      const environmentId = shop?.id ?? '';
      const resource = {
        component: 'a',
        ref,
        kind: 'changed' as const,
        message: 'is not as planned',
        fields: [],
      };
      await stores.drifts.set(
        environmentId,
        { resources: [resource], unknown: [] },
        {
          summary: { resources: 1, unknown: 0, summary: 'c' },
          marks: new Map(),
          now,
        },
      );
      await stores.journal.end(
        holding,
        ended(state, { state: 'Ready', reason: 'So.', target }),
        now,
      );
      const drift = await stores.drifts.get(environmentId);
      expect(drift?.resources[0]?.message).toBe(message);
    });
  });

  describe('the line', () => {
    it('takes turns between groups, however many runs one of them has', async () => {
      for (let index = 0; index < 6; index++) {
        await queue(`many-${index}`, { owner: 'group:default/many' });
      }
      await queue('few-0', { owner: 'group:default/few' });
      await queue('few-1', { owner: 'group:default/few' });
      const order: string[] = [];
      for (let next = await claim('w'); next; next = await claim('w')) {
        order.push(next.run.environment);
      }
      expect(order.slice(0, 4)).toEqual(['many-0', 'few-0', 'many-1', 'few-1']);
      expect(order).toHaveLength(8);
    });

    it('keeps a group and a cluster to their limits, and says so', async () => {
      await queue('a-0', { cluster: 'slow' });
      await queue('a-1', { cluster: 'slow' });
      await queue('b-0', { cluster: 'quick', owner: 'group:default/b' });
      await queue('b-1', { cluster: 'quick', owner: 'group:default/b' });
      const limits = { runsPerGroup: 2, runsPerCluster: 1 };
      expect((await claim('w', limits))?.run.environment).toBe('a-0');
      expect((await claim('w', limits))?.run.environment).toBe('b-0');
      expect(await claim('w', limits)).toBeUndefined();
      expect(await stores.runLeases.explain(limits)).toHaveLength(2);
      expect(await stores.runLeases.explain(limits)).toEqual([]);
      const waiting = await stores.environments.byName('a-1');
      expect(waiting?.lastRun?.message).toBe(
        'Waits until another run in the cluster slow is over: it has at most one run under way (cairn.environments.runsPerCluster).',
      );
      await stores.runLeases.explain({ runsPerGroup: 1, runsPerCluster: 9 });
      const other = await stores.environments.byName('b-1');
      expect(other?.lastRun?.message).toBe(
        'Waits until another run of b is over: a group has at most one run under way (cairn.environments.runsPerGroup).',
      );
    });

    it('has one run of an environment at a time', async () => {
      const stored = planned('shop');
      await stores.plans.add(stored);
      const first = await stores.runs.queueCreation(stored, AMARA, now);
      const change = {
        ...stored,
        plan: {
          ...stored.plan,
          digest: 'sha256:next',
          action: 'update' as const,
        },
      };
      expect(
        await stores.runs.queueChange(change, first, AMARA, now),
      ).toBeUndefined();
    });
  });

  describe('people', () => {
    it('let a run go on that failed, from the step that was not done', async () => {
      const runId = await queue('shop');
      const { holding, claim: got } = await claimed('w1');
      expect(await stores.runControl.requeue(got.run, AMARA, now)).toBe(false);
      await stores.journal.beginStep(holding, 0, 'a', now);
      await stores.journal.endStep(
        holding,
        0,
        { state: 'Succeeded', fact },
        now,
      );
      await stores.journal.beginStep(holding, 1, 'b', now);
      await stores.journal.endStep(holding, 1, { state: 'Failed', fact }, now);
      await stores.journal.end(holding, ended('Failed'), now);

      expect(await stores.runControl.requeue(got.run, AMARA, now)).toBe(true);
      const run = await stores.runs.get(runId);
      expect(run).toMatchObject({ state: 'Queued', attempt: 2 });
      expect(run?.steps.map(({ state }) => state)).toEqual([
        'Succeeded',
        'Pending',
      ]);
      expect(await stores.environments.byName('shop')).toMatchObject({
        state: 'Provisioning',
      });
      expect((await claimed('w2')).claim.takenOver).toBeUndefined();
    });

    it('cannot let a run go on after another one of its environment began', async () => {
      const runId = await queue('shop');
      const { holding, claim: got } = await claimed('w1');
      await stores.journal.end(holding, ended('Failed'), now);
      const destroy = planned('shop');
      const stored: PlanResult = {
        environmentId: got.run.environmentId,
        plan: { ...destroy.plan, action: 'destroy' },
      };
      await stores.plans.add(stored);
      expect(
        await stores.runs.queueChange(stored, runId, AMARA, now),
      ).toBeDefined();
      expect(await stores.runControl.requeue(got.run, AMARA, now)).toBe(false);
    });

    it('cancel a run that waits at once, and ask the worker of one that runs', async () => {
      const texts = { message: 'Cancelled.', reason: 'Cancelled. Retry.' };
      await queue('waits');
      const waiting = (await stores.environments.byName('waits'))?.lastRun;
      const record = await stores.runs.record(waiting?.id ?? '');
      if (!record) {
        throw new Error('no run');
      }
      expect(
        await stores.runControl.cancelQueued(record, AMARA, texts, now),
      ).toBe(true);
      expect(await stores.environments.byName('waits')).toMatchObject({
        state: 'Failed',
        reason: 'Cancelled. Retry.',
        lastRun: { state: 'Cancelled', cancelRequestedBy: AMARA },
      });
      expect(await claim('w')).toBeUndefined();

      await queue('runs');
      const { claim: got } = await claimed('w');
      expect(
        await stores.runControl.cancelQueued(got.run, AMARA, texts, now),
      ).toBe(false);
      expect(await stores.runControl.askToCancel(got.run.id, AMARA)).toBe(true);
      expect(await stores.journal.cancelRequestedBy(got.run.id)).toBe(AMARA);
      expect(await stores.runControl.askToCancel(record.id, AMARA)).toBe(false);
    });
  });
});
