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
      conditions: [
        { type: 'Reachable', status: 'False' },
        { type: 'Ready', status: 'Unknown' },
      ],
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
});
