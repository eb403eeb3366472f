import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { FakeEngine, untilStopped } from '../__testUtils__/FakeEngine';
import { MemoryClasses, sandboxClass } from '../__testUtils__/MemoryClasses';
import { startEnvironments, wanted } from '../__testUtils__/startEnvironments';
import { refKey } from '../refKey';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('a run', () => {
  it('stops at the step that fails, says why, and what it made can be destroyed', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    let secretMade = () => {};
    const secret = new Promise<void>(resolve => {
      secretMade = resolve;
    });
    engine.afterEffect = ({ kind }) => {
      if (kind === 'Secret') {
        secretMade();
      }
    };
    engine.beforeEffect = async (_operation, { kind }) => {
      if (kind === 'ConfigMap') {
        // What needs nothing of it is made at the same time, and comes to its end.
        await secret;
        throw new Error('quota exceeded');
      }
    };
    const run = await create();
    expect(run).toMatchObject({
      state: 'Failed',
      message: 'Making ConfigMap env-shop/settings failed: quota exceeded',
    });
    expect(run.steps.map(({ state }) => state)).toEqual([
      'Succeeded',
      'Failed',
      'Succeeded',
    ]);
    expect(run.steps[1].message).toBe('quota exceeded');
    expect((await amara.get('/environments/shop')).body).toMatchObject({
      state: 'Failed',
      reason: expect.stringContaining('quota exceeded'),
    });

    engine.beforeEffect = () => {};
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect(plan.body.changes).toHaveLength(2);
    expect((await finish(plan.body)).state).toBe('Succeeded');
    expect(engine.live.size).toBe(0);
  });

  it('finds what a step made without an answer', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    engine.afterEffect = ({ kind }) => {
      if (kind === 'Secret') {
        throw new Error('the connection was cut');
      }
    };
    expect((await create()).state).toBe('Failed');

    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect(plan.body.changes).toHaveLength(3);
    engine.afterEffect = () => {};
    await finish(plan.body);
    expect(engine.live.size).toBe(0);
  });

  it('takes nothing that somebody else made and labelled as the environment', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    engine.beforeEffect = (_operation, ref, { environmentId }) => {
      if (ref.kind === 'ConfigMap') {
        engine.live.set(refKey(ref), {
          uid: 'theirs',
          environmentId,
          operationId: 'made-up',
          object: {
            apiVersion: ref.apiVersion,
            kind: ref.kind,
            metadata: { name: ref.name, namespace: ref.namespace },
          },
        });
      }
    };
    const run = await create();
    expect(run.message).toContain('already exists');
    const { body: items } = await amara.get('/environments/shop/resources');
    expect(items.map(({ uid }: { uid: string }) => uid)).not.toContain(
      'theirs',
    );
    engine.beforeEffect = () => {};
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(plan.body);
    expect([...engine.live.values()].map(({ uid }) => uid)).toEqual(['theirs']);
  });

  it('can be destroyed again after a destroy that failed', async () => {
    const { amara, create, engine, finish } = await startEnvironments();
    await create();
    engine.beforeEffect = operation => {
      if (operation === 'destroy') {
        throw new Error('a finalizer waits for somebody');
      }
    };
    const destroy = { action: 'destroy', environment: 'shop' };
    const first = await finish((await amara.post('/plans', destroy)).body);
    expect(first.state).toBe('Failed');
    engine.beforeEffect = () => {};
    const again = await amara.post('/plans', destroy);
    expect(again.body.digest).not.toBe(first.digest);
    expect((await finish(again.body)).state).toBe('Succeeded');
    expect((await amara.get('/environments/shop')).body.state).toBe(
      'Destroyed',
    );
  });

  it('goes on after a restart with the same operations, and makes nothing twice', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = { getClient: async () => knex };
    const engine = new FakeEngine();
    const operations: string[] = [];
    let reached = () => {};
    const interrupted = new Promise<void>(resolve => {
      reached = resolve;
    });
    engine.beforeEffect = (_operation, _ref, { operationId }) => {
      operations.push(operationId);
    };
    engine.afterEffect = async ({ kind }, context) => {
      if (kind === 'ConfigMap') {
        // It exists, and the backend dies before it is written down.
        reached();
        await untilStopped(context);
      }
    };
    const before = await startEnvironments({ database, engine });
    const plan = await before.amara.post('/plans', wanted);
    const applied = await before.amara.post(`/plans/${plan.body.digest}/apply`);
    expect(applied.status).toBe(202);
    await interrupted;
    await before.backend.stop();

    engine.afterEffect = () => {};
    const after = await startEnvironments({ database, engine });
    await after.amara.get(`/runs/${applied.body.id}/events`);
    const run = await after.amara.get(`/runs/${applied.body.id}`);
    expect(run.body.state).toBe('Succeeded');
    // The last two are made at the same time.
    expect([...engine.effects].sort()).toEqual([
      'create ConfigMap/settings',
      'create Namespace/env-shop',
      'create Secret/login',
    ]);
    const [first, second, third] = [0, 1, 2].map(
      i => `${applied.body.id}.${i}`,
    );
    expect(new Set(operations)).toEqual(new Set([first, second, third]));
    expect(operations.filter(one => one === first)).toHaveLength(1);
    expect(operations.filter(one => one === second)).toHaveLength(2);
    const resources = await after.amara.get('/environments/shop/resources');
    expect(resources.body).toHaveLength(3);
  });

  it('goes on with its own version of its class', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = { getClient: async () => knex };
    const engine = new FakeEngine();
    let reached = () => {};
    const interrupted = new Promise<void>(resolve => {
      reached = resolve;
    });
    engine.beforeEffect = async (_operation, _ref, context) => {
      reached();
      await untilStopped(context);
    };
    const before = await startEnvironments({ database, engine });
    const plan = await before.amara.post('/plans', wanted);
    const applied = await before.amara.post(`/plans/${plan.body.digest}/apply`);
    await interrupted;
    await before.backend.stop();

    engine.beforeEffect = () => {};
    const classes = new MemoryClasses();
    classes.set(sandboxClass, 'sha256:2');
    const after = await startEnvironments({ database, engine, classes });
    await after.amara.get(`/runs/${applied.body.id}/events`);
    const run = await after.amara.get(`/runs/${applied.body.id}`);
    expect(run.body).toMatchObject({ state: 'Succeeded' });
    const environment = await after.amara.get('/environments/shop');
    expect(environment.body.class.version).toBe(plan.body.class.version);
  });

  it('is sent live until it is over', async () => {
    const { amara, engine, server } = await startEnvironments();
    let release = () => {};
    engine.beforeEffect = () =>
      new Promise(resolve => {
        release = resolve;
      });
    const plan = await amara.post('/plans', wanted);
    const { body: run } = await amara.post(`/plans/${plan.body.digest}/apply`);

    const response = await fetch(
      `http://localhost:${server.port()}/api/environments/v1/runs/${
        run.id
      }/events`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const states: string[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const events = decoder
        .decode(chunk)
        .split('\n\n')
        .filter(event => event.startsWith('event: run'));
      states.push(
        ...events.map(event => JSON.parse(event.split('\ndata: ')[1]).state),
      );
      engine.beforeEffect = () => {};
      release();
    }
    expect(states[0]).not.toBe('Succeeded');
    expect(states.at(-1)).toBe('Succeeded');
  });
});
