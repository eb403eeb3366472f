import { startEnvironments } from '../__testUtils__/startEnvironments';

describe('GET /inventory', () => {
  it('tells another plugin what every environment owns', async () => {
    const { asPlugin, create } = await startEnvironments();
    await create();
    const { status, body } = await asPlugin('/inventory');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        name: 'shop',
        owner: 'group:default/checkout-team',
        namespace: 'env-shop',
        entities: [],
        items: ['Namespace', 'ConfigMap', 'Secret'].map(kind =>
          expect.objectContaining({
            engine: 'fake',
            uid: expect.any(String),
            ref: expect.objectContaining({ kind }),
          }),
        ),
      }),
    ]);
  });

  it('still tells of what was destroyed, whose costs of this month are known', async () => {
    const { amara, asPlugin, create, finish } = await startEnvironments();
    await create();
    const { body: plan } = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(plan);
    const { body } = await asPlugin('/inventory');
    expect(body.items).toEqual([
      expect.objectContaining({
        state: 'Destroyed',
        destroyedAt: expect.any(String),
        items: [],
      }),
    ]);
  });

  it('is not for people', async () => {
    const { amara } = await startEnvironments();
    expect((await amara.get('/inventory')).status).toBe(403);
  });
});
