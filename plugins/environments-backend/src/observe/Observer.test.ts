import { startEnvironments } from '../__testUtils__/startEnvironments';

describe('an environment that is looked at', () => {
  it('is Unknown while its system is away, and Ready when it is back', async () => {
    const { amara, create, engine, events, observe } =
      await startEnvironments();
    await create();
    await events.environment('shop', 'Ready');

    engine.away = 'connection refused';
    await observe();
    const away = await amara.get('/environments/shop');
    expect(away.body).toMatchObject({
      state: 'Unknown',
      reason: expect.stringContaining('connection refused'),
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Reachable', status: 'False' }),
        expect.objectContaining({ type: 'Ready', status: 'Unknown' }),
      ]),
    });
    await observe();
    const still = await amara.get('/environments/shop');
    expect(still.body.since).toBe(away.body.since);
    const resources = await amara.get('/environments/shop/resources');
    expect(resources.body[0].status).toBe('Unknown');

    engine.away = undefined;
    await observe();
    expect((await amara.get('/environments/shop')).body.state).toBe('Ready');
  });

  it('is Degraded where an object is missing, or is another one', async () => {
    const { amara, create, engine, events, observe } =
      await startEnvironments();
    await create();
    await events.environment('shop', 'Ready');
    const [[key, live]] = engine.live;
    engine.live.set(key, { ...live, uid: 'another' });
    await observe();
    expect((await amara.get('/environments/shop')).body).toMatchObject({
      state: 'Degraded',
      reason: expect.stringContaining('Namespace env-shop is missing'),
    });
  });

  it('is told to others only when it changes', async () => {
    const { create, events, observe } = await startEnvironments();
    await create();
    await events.environment('shop', 'Ready');
    const told = events.events.length;
    await observe();
    await observe();
    expect(events.events).toHaveLength(told);
  });

  it('is Drifted where somebody changed what was planned, with what and a way to keep it', async () => {
    const { amara, create, engine, events, observe } =
      await startEnvironments();
    await create();
    await events.environment('shop', 'Ready');
    const compared = async () => {
      await observe();
      await observe();
      return (await amara.get('/environments/shop/drift')).body;
    };
    expect(await compared()).toMatchObject({ resources: [], unknown: [] });

    const settings = [...engine.live.values()].find(
      ({ object }) => object.kind === 'ConfigMap',
    );
    if (!settings) {
      throw new Error('not there');
    }
    settings.object = { ...settings.object, data: { size: 'large' } };
    expect(await compared()).toMatchObject({
      resources: [
        {
          kind: 'changed',
          ref: { kind: 'ConfigMap', name: 'settings' },
          fields: [{ path: '/data/size', before: 'small', after: 'large' }],
        },
      ],
      accept: { parameters: { size: 'large' }, covers: 1, of: 1 },
      observedAt: expect.any(String),
    });
    expect((await amara.get('/environments/shop')).body).toMatchObject({
      state: 'Drifted',
      reason:
        'ConfigMap env-shop/settings is not as planned: data/size changed',
    });

    settings.object = { ...settings.object, data: { size: 'small' } };
    expect(await compared()).toMatchObject({ resources: [] });
    expect((await amara.get('/environments/shop')).body.state).toBe('Ready');
  });

  it('shows nothing of a secret that was changed', async () => {
    const { amara, create, engine, events, observe } =
      await startEnvironments();
    await create();
    await events.environment('shop', 'Ready');
    const secret = [...engine.live.values()].find(
      ({ object }) => object.kind === 'Secret',
    );
    if (!secret) {
      throw new Error('not there');
    }
    secret.object = {
      ...secret.object,
      stringData: { password: 'canary-9d1b-changed' },
    };
    await observe();
    const { body } = await amara.get('/environments/shop/drift');
    expect(body.resources).toMatchObject([{ ref: { kind: 'Secret' } }]);
    expect(JSON.stringify(body)).not.toContain('canary');
    expect(body.accept).toBeUndefined();
  });
});
