import { TestDatabases } from '@backstage/backend-test-utils';
import type { Run } from '@cairn/plugin-environments-common';
import type { FakeEngine } from '../__testUtils__/FakeEngine';
import { sandboxClass } from '../__testUtils__/MemoryClasses';
import {
  AMARA,
  startEnvironments,
  wanted,
} from '../__testUtils__/startEnvironments';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A run that failed at its second step. */
async function failedRun() {
  const knex = await databases.init('SQLITE_3');
  const started = await startEnvironments({
    database: { getClient: async () => knex },
  });
  const { create, engine } = started;
  engine.beforeEffect = (_operation, { kind }) => {
    if (kind === 'ConfigMap') {
      throw new Error('quota exceeded');
    }
  };
  const run = await create();
  expect(run.state).toBe('Failed');
  engine.beforeEffect = () => {};
  return { ...started, knex, run, done: [...engine.effects] };
}

async function expectUntouched(
  { amara, done, engine }: Awaited<ReturnType<typeof failedRun>>,
  run: Run,
): Promise<void> {
  expect((await amara.get(`/runs/${run.id}`)).body).toMatchObject({
    state: 'Failed',
    attempt: 1,
  });
  expect(engine.effects).toEqual(done);
}

/** A run that changes two objects and failed at the first. */
async function failedUpdate() {
  const started = await startEnvironments();
  const { amara, classes, create, engine, finish } = started;
  expect((await create()).state).toBe('Succeeded');
  engine.effects.length = 0;
  classes.set(
    {
      ...sandboxClass,
      spec: {
        ...sandboxClass.spec,
        components: sandboxClass.spec.components.map(component => ({
          ...component,
          inline: component.inline?.map(object => ({ ...object, note: 'new' })),
        })),
      },
    },
    'sha256:2',
  );
  engine.beforeEffect = () => {
    throw new Error('quota exceeded');
  };
  const plan = await amara.post('/plans', {
    action: 'update',
    environment: 'shop',
    upgrade: true,
  });
  const run = await finish(plan.body);
  expect(run.state).toBe('Failed');
  engine.beforeEffect = () => {};
  return { ...started, run };
}

/** The live object of a kind, to be changed by somebody else. */
function liveOf({ live }: FakeEngine, kind: string) {
  const found = [...live].find(([key]) => key.includes(`"${kind}"`));
  if (!found) {
    throw new Error(`There is no ${kind}`);
  }
  return { key: found[0], object: found[1] };
}

describe('what a run that failed has left to do is planned again first, and it', () => {
  it('stops where somebody else took a name that it is to take', async () => {
    const started = await failedRun();
    const { amara, engine, run } = started;
    engine.live.set(
      JSON.stringify(['local', 'v1', 'ConfigMap', 'env-shop', 'settings']),
      {
        uid: 'theirs',
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace: 'env-shop' },
        },
      },
    );
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect([refused.status, refused.body.error.name]).toEqual([
      409,
      'STALE_PLAN',
    ]);
    expect(refused.body.error.differences).toEqual([
      {
        part: 'object',
        what: 'ConfigMap env-shop/settings: create became conflict',
        reason: 'it exists and does not belong to this environment',
        before: 'create',
        after: 'conflict',
      },
    ]);
    expect(refused.body.error.changes).toEqual([
      'ConfigMap env-shop/settings: create became conflict (it exists and does not belong to this environment)',
    ]);
    expect(refused.body.error.message).toContain("Plan a repair of 'shop'");
    await expectUntouched(started, run);
  });

  it('goes on where only it itself did something, also in the step that failed', async () => {
    const { amara, create, engine } = await startEnvironments();
    engine.afterEffect = ({ kind }) => {
      if (kind === 'ConfigMap') {
        throw new Error('not ready');
      }
    };
    const run = await create();
    expect(run.state).toBe('Failed');
    engine.afterEffect = () => {};
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(202);
    await amara.get(`/runs/${run.id}/events`);
    expect((await amara.get(`/runs/${run.id}`)).body.state).toBe('Succeeded');
  });

  it('stops where somebody else changed what the step that failed had made', async () => {
    const { amara, create, engine } = await startEnvironments();
    engine.afterEffect = ({ kind }) => {
      if (kind === 'ConfigMap') {
        throw new Error('not ready');
      }
    };
    const run = await create();
    engine.afterEffect = () => {};
    const { object } = liveOf(engine, 'ConfigMap');
    object.object = { ...object.object, data: { size: 'huge' } };
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.changes).toEqual([
      'ConfigMap env-shop/settings: create became update',
    ]);
    expect((await amara.get(`/runs/${run.id}`)).body.state).toBe('Failed');
  });

  it('says nothing of what somebody changed in what is done', async () => {
    const { amara, engine, run } = await failedRun();
    const { object } = liveOf(engine, 'Namespace');
    object.object = { ...object.object, note: 'changed' };
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(202);
    await amara.get(`/runs/${run.id}/events`);
    expect((await amara.get(`/runs/${run.id}`)).body.state).toBe('Succeeded');
  });

  it('stops where somebody else changed an object that it is to change', async () => {
    const { amara, engine, run } = await failedUpdate();
    const { object } = liveOf(engine, 'Namespace');
    object.object = { ...object.object, note: 'theirs' };
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.differences).toEqual([
      {
        part: 'object',
        what: 'Namespace env-shop was changed by somebody else',
        before: [{ path: '/note', after: 'new' }],
        after: [{ path: '/note', before: 'theirs', after: 'new' }],
      },
    ]);
    expect(engine.effects).toEqual([]);
  });

  it('stops where another object has the name by now', async () => {
    const { amara, engine, run } = await failedUpdate();
    liveOf(engine, 'Namespace').object.uid = 'another';
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.changes).toEqual([
      'Namespace env-shop is another object under the same name',
    ]);
  });

  it('stops where its engine would do it in another way', async () => {
    const { amara, engine, run } = await failedUpdate();
    Object.assign(engine, { version: 2 });
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.differences).toEqual([
      {
        part: 'engine',
        what: "engine 'fake' works in another way now",
        before: 1,
        after: 2,
      },
    ]);
  });

  it('stops where the cluster is another one', async () => {
    const { amara, clusters, run } = await failedUpdate();
    clusters.identity = 'cluster-2';
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.changes).toEqual([
      'its cluster is another one under the same name',
    ]);
  });

  it('stops where something of somebody else would go with what it destroys', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    await create();
    const notes = {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'env-shop',
      name: 'notes',
    };
    let foreign = [{ ...notes, name: 'known' }];
    Object.assign(engine, { foreign: async () => foreign });
    engine.beforeEffect = (_operation, { kind }) => {
      if (kind === 'Namespace') {
        throw new Error('still in use');
      }
    };
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    const run = await finish(plan.body);
    expect(run.state).toBe('Failed');
    engine.beforeEffect = () => {};

    foreign = [notes];
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.body.error.changes).toEqual([
      "ConfigMap env-shop/notes, which is somebody else's, would go with it",
    ]);
    expect(engine.live.size).toBe(1);

    foreign = [];
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(202);
    await amara.get(`/runs/${run.id}/events`);
    expect((await amara.get(`/runs/${run.id}`)).body.state).toBe('Succeeded');
  });
});

describe('a run that failed goes on only', () => {
  it('where a person asks for it, and no program in their name', async () => {
    const started = await failedRun();
    const { as, run } = started;
    const program = as(AMARA, 'plugin:mcp-actions');
    for (const path of [
      `/runs/${run.id}/retry`,
      `/runs/${run.id}/cancellation`,
      '/environments/shop/extension',
    ]) {
      const refused = await program.post(path);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.body.error.message).toContain(
        'A program can plan and ask',
      );
    }
    await expectUntouched(started, run);
  });

  it('while policy still allows what it does', async () => {
    const started = await failedRun();
    const { amara, policy, run } = started;
    const before = policy.verdict;
    policy.verdict = {
      allowed: false,
      revision: 'r2',
      rules: [{ id: 'environment.frozen', passed: false }],
      violations: [
        {
          rule: 'environment.frozen',
          title: 'Nothing changes',
          severity: 'deny',
          message: 'Nothing is changed on this day.',
        },
      ],
    };
    const denied = await amara.post(`/runs/${run.id}/retry`);
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('Nothing is changed');
    expect(policy.asked.at(-1)).toMatchObject({
      action: 'create',
      environment: { name: 'shop' },
      class: { name: 'sandbox' },
      subject: { user: AMARA },
    });

    policy.verdict = undefined;
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(503);
    await expectUntouched(started, run);

    policy.verdict = before;
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(202);
    await amara.get(`/runs/${run.id}/events`);
  });

  it('while policy asks for no yes that was not given', async () => {
    const started = await failedRun();
    const { amara, policy, run } = started;
    policy.verdict = {
      allowed: true,
      revision: 'r2',
      rules: [{ id: 'environment.budget', passed: false }],
      violations: [
        {
          rule: 'environment.budget',
          title: 'Budget',
          severity: 'approve',
          message: 'It costs more than it may.',
          approvers: ['group:default/platform-team'],
        },
      ],
    };
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('that nobody gave');
    await expectUntouched(started, run);
  });

  it('while its plan is not too old', async () => {
    const started = await failedRun();
    const { amara, knex, run } = started;
    await knex('plans')
      .where({ digest: run.digest })
      .update({ expires_at: new Date(Date.now() - 1).toISOString() });
    const refused = await amara.post(`/runs/${run.id}/retry`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('too old');
    await expectUntouched(started, run);
  });

  it('where it is the one that was planned: an environment of the same name is not meant', async () => {
    const { amara, finish, run } = await failedRun();
    const destroy = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(destroy.body);
    const again = await amara.post('/plans', wanted);
    expect((await finish(again.body)).state).toBe('Succeeded');
    expect((await amara.post(`/runs/${run.id}/retry`)).status).toBe(409);
  });
});
