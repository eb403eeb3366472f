import { FakeEngine, untilStopped } from '../__testUtils__/FakeEngine';
import {
  startEnvironments,
  TOMAS,
  wanted,
} from '../__testUtils__/startEnvironments';

/** Something that a test waits for, and lets happen. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

describe('a run in the hands of people', () => {
  it('goes on after it failed, with the steps that were not done and the same operations', async () => {
    const { amara, create, engine } = await startEnvironments();
    const operations: string[] = [];
    engine.beforeEffect = (_operation, { kind }, { operationId }) => {
      operations.push(operationId);
      if (kind === 'ConfigMap' && operations.length === 2) {
        throw new Error('quota exceeded');
      }
    };
    const failed = await create();
    expect(failed.state).toBe('Failed');
    expect((await amara.get('/environments/shop')).body.reason).toBe(
      'Making ConfigMap env-shop/settings failed: quota exceeded. Retry the run, or destroy the environment.',
    );

    const retried = await amara.post(`/runs/${failed.id}/retry`);
    expect(retried.status).toBe(202);
    expect(retried.body).toMatchObject({ id: failed.id, attempt: 2 });
    await amara.get(`/runs/${failed.id}/events`);
    const run = (await amara.get(`/runs/${failed.id}`)).body;
    expect(run.state).toBe('Succeeded');
    // Those that do not need each other may begin in any order.
    expect([...operations].sort()).toEqual(
      [0, 1, 1, 2].map(i => `${failed.id}.${i}`),
    );
    expect(engine.effects).toHaveLength(3);
    const story = (await amara.get('/environments/shop/story')).body;
    expect(story.map(({ kind }: { kind: string }) => kind)).toEqual([
      'plan',
      'run.queued',
      'run.started',
      'effect',
      'effect',
      'effect',
      'run.finished',
      'run.retried',
      'run.started',
      'effect',
      'run.finished',
    ]);

    const again = await amara.post(`/runs/${failed.id}/retry`);
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('did not fail');
  });

  it('is not tried again after another one of its environment began', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    engine.beforeEffect = (_operation, { kind }) => {
      if (kind === 'ConfigMap') {
        throw new Error('no');
      }
    };
    const failed = await create();
    engine.beforeEffect = () => {};
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(plan.body);
    const retried = await amara.post(`/runs/${failed.id}/retry`);
    expect(retried.status).toBe(409);
    expect(retried.body.error.message).toContain('is destroyed');
  });

  it('ends at the next border between two steps when somebody asks for it, and can go on', async () => {
    const { amara, engine, events } = await startEnvironments();
    const reached = gate();
    const go = gate();
    engine.beforeEffect = async (_operation, { kind }) => {
      if (kind === 'Namespace') {
        reached.open();
        await go.opened;
      }
    };
    const plan = await amara.post('/plans', wanted);
    const { body: run } = await amara.post(`/plans/${plan.body.digest}/apply`);
    await reached.opened;
    const cancelled = await amara.post(`/runs/${run.id}/cancellation`);
    expect(cancelled.status).toBe(202);
    expect(cancelled.body).toMatchObject({
      state: 'Running',
      cancelRequestedBy: 'user:default/amara.okafor',
    });
    go.open();
    await events.environment('shop', 'Failed');
    const ended = (await amara.get(`/runs/${run.id}`)).body;
    expect(ended.state).toBe('Cancelled');
    expect(engine.effects).toEqual(['create Namespace/env-shop']);
    expect((await amara.get('/environments/shop/resources')).body).toHaveLength(
      1,
    );
    expect((await amara.get('/environments/shop')).body.reason).toBe(
      'It was stopped between two steps, as asked. What was done stays, and is in the inventory. Retry the run, or destroy the environment.',
    );

    await amara.post(`/runs/${run.id}/retry`);
    await amara.get(`/runs/${run.id}/events`);
    expect((await amara.get(`/runs/${run.id}`)).body.state).toBe('Succeeded');
    expect(engine.effects).toHaveLength(3);
  });

  it('is for who may apply its plan', async () => {
    const { as, create, engine } = await startEnvironments();
    engine.beforeEffect = () => {
      throw new Error('no');
    };
    const run = await create();
    const tomas = as(TOMAS);
    expect((await tomas.post(`/runs/${run.id}/retry`)).status).toBe(403);
    expect((await tomas.post(`/runs/${run.id}/cancellation`)).status).toBe(403);
    expect((await tomas.post('/runs/none/retry')).status).toBe(404);
  });
});

describe('a worker', () => {
  it('tells the cluster who it is before it writes, and that it has ended after it', async () => {
    const { amara, clusters, create, engine } = await startEnvironments();
    const seen: Array<string | null | undefined> = [];
    engine.beforeEffect = (_operation, _ref, { fence, environmentId }) => {
      expect(fence.environmentId).toBe(environmentId);
      expect(clusters.tokens.get(environmentId)).toBe(String(fence.token));
      seen.push(clusters.tokens.get(environmentId));
    };
    await create();
    expect(seen).toHaveLength(3);
    const { id } = (await amara.get('/environments/shop')).body;
    expect(clusters.tokens.get(id)).toBeNull();
  });

  it('writes nothing where the cluster is another one than the environment was made in', async () => {
    const { amara, clusters, create, engine, finish } =
      await startEnvironments();
    await create();
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    engine.beforeEffect = () => {
      throw new Error('must not be reached');
    };
    const applied = finish(plan.body);
    clusters.identity = 'cluster-2';
    const run = await applied.catch(error => error);
    // Either the plan was found to be stale already, or the run was stopped before its first effect.
    expect(JSON.stringify(run.message)).toMatch(/another|changed|out of date/);
    expect(engine.live.size).toBe(3);
  });

  it('does two hundred runs that are asked for at once, and loses none', async () => {
    const engine = new FakeEngine();
    const { amara } = await startEnvironments({ engine });
    const names = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    const runs: string[] = [];
    for (const name of names) {
      const plan = await amara.post('/plans', { ...wanted, name });
      const applied = await amara.post(`/plans/${plan.body.digest}/apply`);
      expect(applied.status).toBe(202);
      runs.push(applied.body.id);
    }
    for (const id of runs) {
      await amara.get(`/runs/${id}/events`);
      expect((await amara.get(`/runs/${id}`)).body.state).toBe('Succeeded');
    }
    expect(engine.effects).toHaveLength(600);
    expect(new Set(engine.effects).size).toBe(202);
  }, 120_000);

  it('leaves what it holds to the next one when it is stopped', async () => {
    const reached = gate();
    const engine = new FakeEngine();
    engine.beforeEffect = async (_operation, _ref, context) => {
      reached.open();
      await untilStopped(context);
    };
    const { amara, backend } = await startEnvironments({ engine });
    const plan = await amara.post('/plans', wanted);
    const applied = await amara.post(`/plans/${plan.body.digest}/apply`);
    expect(applied.body.state).not.toBe('Failed');
    await reached.opened;
    await backend.stop();
    expect(engine.effects).toEqual([]);
  });
});
