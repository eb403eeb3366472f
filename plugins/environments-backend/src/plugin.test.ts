import type { PlannedChange } from '@cairn/plugin-environments-common';
import { startEnvironments, wanted } from './__testUtils__/startEnvironments';

describe('an environment from plan to destruction', () => {
  it('is planned, made, observed and destroyed, and its name is free again', async () => {
    const { amara, engine, events, finish } = await startEnvironments();

    const planned = await amara.post('/plans', wanted);
    expect(planned.status).toBe(201);
    expect(planned.body).toMatchObject({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      action: 'create',
      environment: {
        name: 'shop',
        namespace: 'env-shop',
        owner: 'group:default/checkout-team',
        cluster: 'local',
      },
      coverage: { computed: 3, total: 3 },
      blockers: [],
    });
    expect(
      planned.body.changes.map(({ ref }: PlannedChange) => ref.kind),
    ).toEqual(['Namespace', 'ConfigMap', 'Secret']);
    expect(engine.effects).toEqual([]);
    expect((await amara.get('/environments')).body.total).toBe(0);

    const run = await finish(planned.body);
    expect(run).toMatchObject({ state: 'Succeeded', environment: 'shop' });
    expect(run.steps.map(({ state }) => state)).toEqual([
      'Succeeded',
      'Succeeded',
      'Succeeded',
    ]);
    expect(engine.effects).toEqual([
      'create Namespace/env-shop',
      'create ConfigMap/settings',
      'create Secret/login',
    ]);

    await events.environment('shop', 'Ready');
    const environment = await amara.get('/environments/shop');
    expect(environment.body).toMatchObject({
      state: 'Ready',
      outputs: { namespace: 'env-shop' },
      lastRun: { id: run.id, state: 'Succeeded' },
    });
    const resources = await amara.get('/environments/shop/resources');
    expect(resources.body).toHaveLength(3);

    const destroyPlan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect(
      destroyPlan.body.changes.map(({ ref }: PlannedChange) => ref.kind),
    ).toEqual(['Secret', 'ConfigMap', 'Namespace']);
    const destroyed = await finish(destroyPlan.body);
    expect(destroyed).toMatchObject({ action: 'destroy', state: 'Succeeded' });
    expect(engine.live.size).toBe(0);

    const after = await amara.get('/environments/shop');
    expect(after.body).toMatchObject({
      id: environment.body.id,
      state: 'Destroyed',
      destroyedAt: expect.any(String),
    });
    expect((await amara.get('/environments')).body.total).toBe(0);
    expect((await amara.post('/plans', wanted)).status).toBe(201);
  });
});
