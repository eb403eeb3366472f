import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { environmentClassSchema } from '@cairn/plugin-environments-common';
import { stringify } from 'yaml';
import { MemoryClasses, sandboxClass } from '../__testUtils__/MemoryClasses';
import { startEnvironments, wanted } from '../__testUtils__/startEnvironments';

const folder = createMockDirectory();
const priceList = join(folder.path, 'prices.yaml');

const prices = (hourlyMicros: number) =>
  stringify({
    apiVersion: 'cairn.dev/v1alpha1',
    kind: 'PriceList',
    name: 'test',
    currency: 'EUR',
    entries: [
      {
        sku: 'cpu',
        title: 'CPU',
        resource: 'cpu',
        unit: 'core-hour',
        hourlyMicros,
      },
      {
        sku: 'memory',
        title: 'Memory',
        resource: 'memory',
        unit: 'GiB-hour',
        hourlyMicros: 10,
      },
    ],
  });

const inNamespace = (name: string) => ({ name, namespace: 'env-shop' });
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: inNamespace('web'),
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'web', resources: { requests: { cpu: '1', memory: '1Gi' } } },
        ],
      },
    },
  },
};
const anyJob = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: inNamespace('import'),
  spec: {},
};
const quota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: inNamespace('environment'),
  spec: {
    hard: {
      'requests.cpu': '4',
      'requests.memory': '0',
      'requests.storage': '0',
      'services.loadbalancers': '0',
    },
  },
};

function classOf(...inline: Array<Record<string, unknown>>) {
  return environmentClassSchema.parse({
    ...sandboxClass,
    spec: {
      ...sandboxClass.spec,
      components: [{ name: 'all', engine: 'fake', inline }],
    },
  });
}

async function start(...objects: Array<Record<string, unknown>>) {
  folder.setContent({ 'prices.yaml': prices(1000) });
  return startEnvironments({
    priceList,
    classes: new MemoryClasses(classOf(...objects)),
  });
}

describe('a plan', () => {
  it('says what it would cost, and tells policy', async () => {
    const { amara, policy } = await start(web);
    const { body } = await amara.post('/plans', wanted);
    expect(body.price).toMatchObject({
      currency: 'EUR',
      monthlyMicros: 2 * 730 * 1010,
      complete: true,
      lines: [
        { component: 'all', resource: 'cpu', monthlyMicros: 2 * 730 * 1000 },
        { component: 'all', resource: 'memory', monthlyMicros: 2 * 730 * 10 },
      ],
      priceList: { name: 'test' },
    });
    expect(policy.asked[0].cost).toEqual({
      monthlyMicros: 2 * 730 * 1010,
      currency: 'EUR',
      basis: 'sum',
    });
    expect((await amara.get(`/plans/${body.digest}`)).body.price).toEqual(
      body.price,
    );
  });

  it('tells policy of no cost where something is not known, and of the ceiling where a quota bounds it', async () => {
    const unbounded = await start(web, anyJob);
    const { body } = await unbounded.amara.post('/plans', wanted);
    expect(body.price.complete).toBe(false);
    expect(unbounded.policy.asked[0]).not.toHaveProperty('cost');

    const bounded = await start(web, anyJob, quota);
    await bounded.amara.post('/plans', wanted);
    expect(bounded.policy.asked[0].cost).toEqual({
      monthlyMicros: 4 * 730 * 1000,
      currency: 'EUR',
      basis: 'ceiling',
    });
  });

  it('is stale when prices changed', async () => {
    const { amara } = await start(web);
    const { body } = await amara.post('/plans', wanted);
    folder.setContent({ 'prices.yaml': prices(10_000) });
    const applied = await amara.post(`/plans/${body.digest}/apply`);
    expect(applied.status).toBe(409);
    expect(applied.body.error).toMatchObject({
      name: 'STALE_PLAN',
      changes: ["the price list 'test' has other prices"],
    });
  });

  it.each<[string, () => void]>([
    ['is wrong', () => folder.setContent({ 'prices.yaml': prices(-1) })],
    ['is gone', () => folder.clear()],
  ])('has no price where the price list %s', async (_what, spoil) => {
    const { amara, policy } = await start(web);
    spoil();
    const planned = await amara.post('/plans', wanted);
    expect(planned.status).toBe(201);
    expect(planned.body).not.toHaveProperty('price');
    expect(policy.asked[0]).not.toHaveProperty('cost');
  });

  it('to destroy has none', async () => {
    const { amara, create } = await start(web);
    await create();
    const planned = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect(planned.status).toBe(201);
    expect(planned.body).not.toHaveProperty('price');
  });
});
