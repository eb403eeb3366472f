import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CostOverview, CostReport } from '@cairn/plugin-cost-common';
import {
  costSourceExtensionPoint,
  type Sampled,
} from '@cairn/plugin-cost-node';
import request from 'supertest';
import { entities } from './__testUtils__/fixtures';
import costPlugin from '.';

jest.setTimeout(60_000);

const held = (namespace: string, labels: Record<string, string>): Sampled => ({
  cluster: 'local',
  namespace,
  object: { kind: 'Pod', name: `${namespace}-1`, uid: `uid-${namespace}` },
  labels,
  resource: 'cpu',
  amount: 1,
});

/** The plugin with a cluster in which a cart, payments, and something of nobody hold a core each. */
async function start(
  options: {
    /** Entities that may not be seen in the catalog. */
    hidden?: string[];
    /** Entities whose costs may not be seen. */
    denied?: string[];
    /** What is decided without an entity. */
    decision?: AuthorizeResult;
    config?: Record<string, string | boolean>;
    sampled?: Sampled[];
  } = {},
) {
  const scheduler = mockServices.scheduler();
  const denied = new Set(options.denied ?? []);
  const catalog = catalogServiceMock({ entities });
  const hidden = new Set(options.hidden ?? []);
  const plain = catalog.getEntitiesByRefs.bind(catalog);
  catalog.getEntitiesByRefs = async (query, caller) => {
    const { items } = await plain(query, caller);
    return {
      items: items.map(item =>
        item && hidden.has(stringifyEntityRef(item)) ? undefined : item,
      ),
    };
  };
  const backend = await startTestBackend({
    features: [
      costPlugin,
      createBackendModule({
        pluginId: 'cost',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { sources: costSourceExtensionPoint },
            async init({ sources }) {
              sources.addSource({
                id: 'test',
                title: 'A cluster',
                sample: async () =>
                  options.sampled ?? [
                    held('cart', { 'backstage.io/kubernetes-id': 'cart-api' }),
                    held('pay', {}),
                    held('kube-system', {}),
                  ],
              });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          cairn: {
            cost: {
              priceList: join(
                __dirname,
                '../../../examples/prices/larkfield.yaml',
              ),
              ...options.config,
            },
          },
        },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.permissions.mock({
        authorize: async questions =>
          questions.map(question => ({
            result:
              'resourceRef' in question &&
              !denied.has(String(question.resourceRef)) &&
              options.decision !== AuthorizeResult.DENY
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
        authorizeConditional: async questions =>
          questions.map(() =>
            options.decision === AuthorizeResult.CONDITIONAL
              ? {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'catalog',
                  resourceType: 'catalog-entity',
                  conditions: {
                    rule: 'ANY',
                    resourceType: 'catalog-entity',
                  },
                }
              : { result: options.decision ?? AuthorizeResult.ALLOW },
          ),
      }).factory,
    ],
  });
  const authorization = mockCredentials.user.header();
  const url = (path: string) => `/api/cost/v1${path}`;
  return {
    get: (path: string) =>
      request(backend.server)
        .get(url(path))
        .set('Authorization', authorization),
    post: (path: string, body: object) =>
      request(backend.server)
        .post(url(path))
        .set('Authorization', authorization)
        .send(body),
    anonymous: (path: string) =>
      request(backend.server)
        .get(url(path))
        .set('Authorization', mockCredentials.none.header()),
    collect: () => scheduler.triggerTask('collect-costs'),
    makeUp: () => scheduler.triggerTask('make-up-costs'),
    stop: () => backend.stop(),
  };
}

const CART = '/entities/component/default/cart-api';
const refs = ['cart-api', 'payments-api', 'search-api'].map(
  name => `component:default/${name}`,
);

describe('costs of a service', () => {
  it('are those of what runs for it, and nothing before anything was counted', async () => {
    const { get, post, collect } = await start();
    const none = await get(CART);
    expect(none.status).toBe(200);
    expect(none.body).toMatchObject({
      monthToDateMicros: 0,
      currency: 'EUR',
      days: [],
      sample: false,
      budget: { micros: 12_500_000, from: 'annotation' },
    });
    expect((await post('/batch', { entityRefs: refs })).body.items).toEqual([]);
    await collect();
    const { body }: { body: CostReport } = await get(CART);
    expect(body.sources).toEqual([
      { id: 'test', title: 'A cluster', sample: false },
    ]);
  });

  it('refuses what is no question', async () => {
    const { get, post } = await start();
    for (const path of [
      `${CART}?days=0`,
      `${CART}?days=x`,
      `${CART}?split=group`,
      `${CART}?other=1`,
      '/overview?by=nothing',
      '/overview?month=2026-13',
      '/overview?month=9999-01',
      '/overview?month=0001-02',
      '/overview?cursor=x',
      '/overview?limit=1000',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 400]);
    }
    for (const body of [
      {},
      { entityRefs: 'x' },
      { entityRefs: ['a/b/c:d:'] },
      { entityRefs: Array(101).fill(refs[0]) },
    ]) {
      expect((await post('/batch', body)).status).toBe(400);
    }
    expect((await post('/price', { objects: [1] })).status).toBe(400);
  });

  it('tells nobody who is not signed in', async () => {
    const { anonymous } = await start();
    for (const path of [CART, '/overview', '/prices']) {
      expect((await anonymous(path)).status).toBe(401);
    }
  });
});

describe('made-up costs', () => {
  const sampled: Sampled[] = [];

  it('are marked, go back 120 days, and add up', async () => {
    const { get, post, makeUp } = await start({
      config: { sample: true },
      sampled,
    });
    await makeUp();
    const { body }: { body: CostReport } = await get(`${CART}?days=120`);
    expect(body.sample).toBe(true);
    expect(body.sources).toContainEqual(
      expect.objectContaining({ id: 'sample', sample: true }),
    );
    expect(body.days.length).toBeGreaterThanOrEqual(119);
    expect(body.forecastMicros).toBeGreaterThanOrEqual(body.monthToDateMicros);
    for (const day of body.days) {
      expect(day.parts.reduce((sum, { micros }) => sum + micros, 0)).toBe(
        day.micros,
      );
    }
    for (const { parts } of body.breakdown) {
      expect(parts.reduce((sum, { micros }) => sum + micros, 0)).toBe(
        body.monthToDateMicros,
      );
    }
    const { body: summaries } = await post('/batch', { entityRefs: refs });
    expect(summaries.items).toHaveLength(3);
    expect(summaries.items[0]).toMatchObject({
      monthToDateMicros: body.monthToDateMicros,
      forecastMicros: body.forecastMicros,
      sample: true,
    });

    const totals = await Promise.all(
      ['group', 'system', 'entity', 'environment', 'resource', 'class'].map(
        async by => {
          const { body: one }: { body: CostOverview } = await get(
            `/overview?by=${by}`,
          );
          expect(one.parts.reduce((sum, { micros }) => sum + micros, 0)).toBe(
            one.total.micros,
          );
          expect(one.days.reduce((sum, { micros }) => sum + micros, 0)).toBe(
            one.total.micros,
          );
          return one.total.micros;
        },
      ),
    );
    expect(new Set(totals).size).toBe(1);
    const { body: groups } = await get('/overview?by=group');
    expect(groups.parts.map(({ title }: { title: string }) => title)).toContain(
      'Unattributed',
    );

    // Again changes nothing: each hour is made up once.
    await makeUp();
    expect((await get('/overview')).body.total.micros).toBe(
      groups.total.micros,
    );
  });

  it('are not there unless they are asked for', async () => {
    const { get } = await start({ sampled });
    expect((await get('/overview')).body.total.micros).toBe(0);
  });

  it('can be paged, searched and sorted', async () => {
    const { get, makeUp } = await start({ config: { sample: true }, sampled });
    await makeUp();
    const first = await get('/overview?by=entity&limit=2&sort=title');
    expect(first.body).toMatchObject({ totalParts: 4 });
    const second = await get(
      `/overview?by=entity&limit=2&sort=title&cursor=${first.body.nextCursor}`,
    );
    expect(second.body).not.toHaveProperty('nextCursor');
    expect(
      [...first.body.parts, ...second.body.parts].map(
        ({ title }: { title: string }) => title,
      ),
    ).toEqual([
      'The cart-api',
      'The payments-api',
      'The search-api',
      'Unattributed',
    ]);
    const found = await get('/overview?by=entity&search=CART');
    expect(found.body).toMatchObject({
      totalParts: 1,
      parts: [{ budgetMicros: 12_500_000 }],
      total: first.body.total,
    });
  });
});

describe('who may see what', () => {
  const secret = 'component:default/payments-api';
  const path = '/entities/component/default/payments-api';

  it.each<[string, Parameters<typeof start>[0]]>([
    ['is not in the catalog for him', { hidden: [secret] }],
    ['costs what he may not see', { denied: [secret] }],
  ])('tells nothing, in any answer, of what %s', async (_what, options) => {
    const everybody = await start({ config: { sample: true }, sampled: [] });
    await everybody.makeUp();
    const { get, post, makeUp } = await start({
      ...options,
      config: { sample: true },
      sampled: [],
    });
    await makeUp();

    const [report, nothing] = [
      await get(path),
      await get('/entities/component/default/there-is-none'),
    ];
    expect(report.status).toBe(404);
    expect(nothing.status).toBe(404);
    expect(report.body.error.message.replace('payments-api', 'X')).toBe(
      nothing.body.error.message.replace('there-is-none', 'X'),
    );
    const { body: batch } = await post('/batch', { entityRefs: refs });
    expect(
      batch.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual(refs.filter(ref => ref !== secret));

    const hiddenMicros = (
      await everybody.get('/overview?by=entity')
    ).body.parts.find(({ id }: { id: string }) => id === secret).micros;
    expect(hiddenMicros).toBeGreaterThan(0);
    for (const by of ['group', 'system', 'entity', 'environment', 'resource']) {
      const seen = (await get(`/overview?by=${by}`)).body;
      const whole = (await everybody.get(`/overview?by=${by}`)).body;
      expect(JSON.stringify(seen)).not.toContain('payments');
      expect(seen.total.micros).toBe(whole.total.micros - hiddenMicros);
      expect(
        seen.days.reduce(
          (sum: number, day: { micros: number }) => sum + day.micros,
          0,
        ),
      ).toBe(seen.total.micros);
    }
  });

  it('keeps what nobody claims from those who may not see everything', async () => {
    const { get, makeUp } = await start({
      decision: AuthorizeResult.CONDITIONAL,
      config: { sample: true },
      sampled: [],
    });
    await makeUp();
    const { body } = await get('/overview?by=entity');
    expect(body.parts.map(({ id }: { id: string }) => id).sort()).toEqual(refs);
  });

  it('tells nothing to those who may see no costs at all', async () => {
    const { get, post } = await start({ decision: AuthorizeResult.DENY });
    expect((await get(CART)).status).toBe(404);
    expect((await post('/batch', { entityRefs: refs })).body.items).toEqual([]);
    for (const one of ['/overview', '/prices']) {
      expect((await get(one)).status).toBe(403);
    }
    expect((await post('/price', { objects: [] })).status).toBe(403);
  });
});

describe('prices', () => {
  it('are told as the file has them, and applied', async () => {
    const { get, post } = await start();
    expect((await get('/prices')).body).toMatchObject({
      name: 'larkfield-2026',
      entries: expect.arrayContaining([
        {
          sku: 'compute-cpu',
          title: 'CPU',
          unit: 'core-hour',
          hourlyMicros: 25_000,
        },
      ]),
    });
    const priced = await post('/price', {
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a', namespace: 'b' },
          spec: {
            containers: [{ resources: { requests: { cpu: '1' } } }],
          },
        },
      ],
    });
    expect(priced.body).toMatchObject({
      monthlyMicros: 18_250_000,
      complete: false,
      unpriced: [{ reason: "Container '?' asks for no memory" }],
    });
  });

  it('are unknown without a list', async () => {
    const { get, post } = await start({
      config: { priceList: '/there/is/none.yaml' },
    });
    expect((await get('/prices')).status).toBe(404);
    expect((await post('/price', { objects: [] })).status).toBe(404);
    expect((await get(CART)).status).toBe(404);
  });
});
