import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { eventually, shop, startHealth } from './__testUtils__/startHealth';

jest.setTimeout(30_000);

const CART = 'component:default/cart-api';
const PAYMENTS = 'component:default/payments-api';
const SECRET = 'component:default/secret-api';
const at = (namespace: string, cluster = 'local') => ({ cluster, namespace });

describe('GET /entities', () => {
  it('finds workloads by annotation in every namespace, and tells each place', async () => {
    const { source, get } = await startHealth();
    source.run('cart-api', 'Healthy', at('production'));
    source.run('cart-api', 'Degraded', at('staging'));
    source.run('other', 'Down', at('production'));
    await eventually(async () => {
      const { body } = await get('component/default/cart-api');
      expect(body).toMatchObject({
        entityRef: CART,
        configured: true,
        verdict: {
          status: 'Degraded',
          reason: 'IsDegraded',
          message: 'staging: cart-api is Degraded; 1 of 2 parts is healthy',
        },
        observedAt: expect.stringMatching(/Z$/),
        places: [
          {
            id: 'local/production',
            simulated: true,
            verdict: { status: 'Healthy' },
            workloads: [{ ref: { name: 'cart-api' }, wanted: 2 }],
          },
          { id: 'local/staging', verdict: { status: 'Degraded' } },
        ],
      });
    });
    const { body } = await get('component/default/cart-api');
    expect(body.signals).toContainEqual({
      id: 'availability',
      title: 'Availability',
      value: 50,
      unit: '%',
      source: '2 of 4 wanted pods are ready now, by Kubernetes',
    });
    expect(body.signals).toContainEqual({
      id: 'errors',
      title: 'Errors',
      unit: '%',
      source: expect.stringContaining('No metrics source'),
    });
  });

  it('tells all of an environment, of the entity and of the environment itself', async () => {
    const { source, get } = await startHealth({ inventory: [shop] });
    source.run('cart-api', 'Healthy', at('env-shop'));
    source.run('its-database', 'Down', at('env-shop'));
    await eventually(async () => {
      const { body } = await get('component/default/cart-api');
      expect(body.places).toMatchObject([
        {
          id: 'local/env-shop',
          title: 'Shop',
          environment: 'shop',
          verdict: { status: 'Degraded' },
          workloads: [{}, {}],
        },
      ]);
    });
    const { body } = await get('resource/default/shop');
    expect(body.verdict).toMatchObject({
      status: 'Degraded',
      message:
        'Deployment its-database: its-database is Down; 1 of 2 parts is healthy',
    });
  });

  it('is idle where live is as in Git because nothing is to run', async () => {
    const { source, get } = await startHealth({ inventory: [shop] });
    source.run('cart-api', 'Idle', at('env-shop'));
    source.deploy('shop', 'Healthy', at('env-shop'));
    await eventually(async () => {
      const { body } = await get('component/default/cart-api');
      expect(body).toMatchObject({
        verdict: { status: 'Idle', message: 'cart-api is Idle' },
        places: [{ applications: [{ verdict: { status: 'Healthy' } }] }],
      });
    });
  });

  it('knows an empty environment from a label that nothing carries', async () => {
    const { get } = await startHealth({ inventory: [shop] });
    await eventually(async () => {
      const { body } = await get('resource/default/shop');
      expect(body.verdict).toMatchObject({
        status: 'Idle',
        reason: 'NoWorkloads',
      });
    });
    const { body } = await get('component/default/payments-api');
    expect(body).toMatchObject({
      configured: true,
      verdict: { status: 'Unknown', reason: 'NoWorkloads' },
    });
  });

  it('says that an entity has nothing to be found by', async () => {
    const { get } = await startHealth();
    const { status, body } = await get('component/default/library');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      configured: false,
      verdict: { status: 'Unknown', reason: 'NotConfigured' },
      places: [],
    });
  });

  it('is never good where a cluster cannot be looked at', async () => {
    const { source, get } = await startHealth({ clusters: ['local', 'east'] });
    source.run('cart-api', 'Healthy', at('production'));
    await eventually(async () => {
      const { body } = await get('component/default/cart-api');
      expect(body.verdict.status).toBe('Healthy');
    });
    source.trouble.set('east', { trouble: 'It was never reached' });
    expect((await get('component/default/cart-api')).body).toMatchObject({
      verdict: { status: 'Unknown', reason: 'NotSeenYet' },
    });
  });

  it('says of data that is too old what it was, and nothing of now', async () => {
    const { source, get } = await startHealth();
    source.run('cart-api', 'Healthy', at('production'));
    source.trouble.set('local', {
      observedAt: '2026-11-22T10:00:00.000Z',
      trouble: 'The API server is away',
    });
    const { body } = await get('component/default/cart-api');
    expect(body).toMatchObject({
      verdict: {
        status: 'Unknown',
        reason: 'DataTooOld',
        since: '2026-11-22T10:00:00.000Z',
      },
      observedAt: '2026-11-22T10:00:00.000Z',
      places: [{ workloads: [{ verdict: { status: 'Unknown' } }] }],
    });
    expect(
      body.signals.find(({ id }: { id: string }) => id === 'availability'),
    ).not.toHaveProperty('value');
    expect(JSON.stringify(body)).not.toContain('"status":"Healthy"');
  });

  it('tells dependencies and parts, as far as they may be seen', async () => {
    const { source, get } = await startHealth({ hidden: [SECRET] });
    source.run('cart-api', 'Healthy', at('a'));
    source.run('payments-api', 'Down', at('b'));
    source.run('secret-api', 'Down', at('c'));
    source.run('shipping-api', 'Progressing', at('d'));
    await eventually(async () => {
      const { body } = await get('component/default/cart-api');
      expect(body.verdict.status).toBe('Healthy');
      expect(body.dependencies).toMatchObject([
        { entityRef: PAYMENTS, verdict: { status: 'Down' } },
        // It provides an API that is consumed.
        {
          entityRef: 'component:default/shipping-api',
          verdict: { status: 'Progressing', waitingFor: 'a pod' },
        },
      ]);
    });
    const { body } = await get('system/default/ordering');
    expect(body).toMatchObject({
      configured: true,
      verdict: {
        status: 'Degraded',
        message: 'payments-api: payments-api is Down; 1 of 2 parts is healthy',
      },
      parts: [{ entityRef: CART }, { entityRef: PAYMENTS }],
    });
    expect(JSON.stringify(body)).not.toContain('secret-api');
  });

  it('says that a selector cannot be read', async () => {
    const { get } = await startHealth();
    const { status, body } = await get('component/default/broken');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      configured: true,
      verdict: {
        status: 'Unknown',
        reason: 'InvalidSelector',
        message: expect.stringContaining('is not a label selector'),
      },
    });
  });
});

describe('what may not be seen', () => {
  it('is not told from what does not exist, in any route', async () => {
    for (const how of [{ hidden: [SECRET] }, { unlisted: [SECRET] }]) {
      const { source, get, batch } = await startHealth(how);
      source.run('secret-api', 'Down', at('c'));
      const hidden = await get('component/default/secret-api');
      const none = await get('component/default/none');
      expect(hidden.status).toBe(404);
      expect(none.status).toBe(404);
      expect(hidden.body.error.message.replace('secret-api', 'none')).toBe(
        none.body.error.message,
      );
      const answer = await batch({
        entityRefs: [SECRET, CART, 'component:default/none'],
      });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
  });

  it('is everything, for who is not a person', async () => {
    const { server } = await startHealth();
    for (const header of [
      mockCredentials.service.header(),
      mockCredentials.none.header(),
    ]) {
      const one = await request(server)
        .get('/api/health/v1/entities/component/default/cart-api')
        .set('Authorization', header);
      expect([401, 403]).toContain(one.status);
      const many = await request(server)
        .post('/api/health/v1/batch')
        .set('Authorization', header)
        .send({ entityRefs: [CART] });
      expect([401, 403]).toContain(many.status);
    }
  });
});

describe('POST /batch', () => {
  it('answers those that run somewhere, once each', async () => {
    const { source, batch } = await startHealth();
    source.run('cart-api', 'Healthy', at('a'));
    await eventually(async () => {
      const { body } = await batch({
        entityRefs: [
          CART,
          'Component:default/Cart-API',
          'component:default/library',
        ],
      });
      expect(body).toEqual([
        {
          entityRef: CART,
          verdict: expect.objectContaining({ status: 'Healthy' }),
          observedAt: expect.any(String),
        },
      ]);
    });
  });

  it.each([
    [{}],
    [{ entityRefs: 'component:default/a' }],
    [{ entityRefs: [1] }],
    [{ entityRefs: ['no ref'] }],
    [{ entityRefs: [''] }],
    [{ entityRefs: ['a'.repeat(501)] }],
    [{ entityRefs: Array.from({ length: 101 }, (_, i) => `component:a/${i}`) }],
  ])('refuses %j', async body => {
    const { batch } = await startHealth();
    const answer = await batch(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).not.toContain('    at ');
  });
});

describe('signals', () => {
  it('tell the entities of a place that changed, together', async () => {
    const { source, told, batch } = await startHealth();
    source.run('cart-api', 'Healthy', at('a'));
    await eventually(async () => {
      expect((await batch({ entityRefs: [CART] })).body).toHaveLength(1);
      source.tell(at('a'));
      expect(told.length).toBeGreaterThan(0);
    });
    // What it is a part of shows it as well.
    expect(told[0].entityRefs).toEqual([CART, 'system:default/ordering']);
    told.length = 0;
    for (let times = 0; times < 50; times++) {
      source.tell(at('a'));
    }
    await eventually(() => expect(told).toHaveLength(1));
    source.tell(at('nowhere'));
    source.clear('a');
    source.tell(at('a'));
    // It left the place, which is a change too.
    await eventually(() => expect(told).toHaveLength(2));
    expect(told[1].entityRefs).toContain(CART);
  });
});
