import { mockServices } from '@backstage/backend-test-utils';
import { priceOf, type Price, type PriceList } from '@cairn/plugin-cost-common';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type { PlannedEnvironment } from '@cairn/plugin-golden-paths-common';
import { ManifestPrices } from './ManifestPrices';

const list: PriceList = {
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'PriceList',
  provider: 'Platform',
  name: 'test',
  digest: `sha256:${'1'.repeat(64)}`,
  currency: 'EUR',
  entries: [
    {
      sku: 'cpu',
      title: 'CPU',
      resource: 'cpu',
      unit: 'core-hour',
      hourlyMicros: 1000,
    },
  ],
};
const pod = (name: string, path: string, cpu?: string) => ({
  path,
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      containers: [
        {
          name: 'web',
          resources: { requests: { ...(cpu && { cpu }), memory: '0' } },
        },
      ],
    },
  },
});
const application = {
  object: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    name: 'web',
  },
  reason: 'that is not in the plan',
};
const ownPrice: Price = {
  currency: 'EUR',
  monthlyMicros: 5,
  lines: [],
  unpriced: [application],
  complete: false,
  priceList: { name: list.name, digest: list.digest },
  ceilingMonthlyMicros: 9_000_000,
};

const lists = (get: () => PriceList): PriceLists => ({
  get: async () => get(),
  priceOf: async objects => priceOf(objects, get()),
});

/** The price of an environment of overlay `dev`, in whose repository there are two overlays. */
async function priceWith(
  changes: {
    price?: Price;
    parameters?: Record<string, unknown>;
    cpu?: string;
    get?: () => PriceList;
  } = {},
): Promise<Price | undefined> {
  const {
    cpu = '2',
    get = () => list,
    parameters = { repository: 'larkfield/web', path: 'deploy/overlays/dev' },
  } = changes;
  const environment: PlannedEnvironment = {
    name: 'web-dev',
    class: 'service-dev',
    digest: `sha256:${'2'.repeat(64)}`,
    changes: [],
    verdict: { allowed: true, revision: 'r1', rules: [], violations: [] },
    price: 'price' in changes ? changes.price : ownPrice,
  };
  const [planned] = await new ManifestPrices({
    priceLists: lists(get),
    logger: mockServices.logger.mock(),
  }).add([environment], {
    inputs: [
      {
        name: 'web-dev',
        class: 'service-dev',
        owner: 'group:default/checkout-team',
        parameters,
      },
    ],
    repository: 'larkfield/web',
    manifests: [
      pod('web', 'deploy/overlays/dev', cpu || undefined),
      pod('other', 'deploy/overlays/live', '50'),
    ],
  });
  return planned.price;
}

it('adds what is deployed from the repository, and only that', async () => {
  expect(await priceWith()).toEqual({
    ...ownPrice,
    monthlyMicros: 5 + 2 * 1000 * 730,
    lines: [expect.objectContaining({ resource: 'cpu', quantity: 2 })],
    unpriced: [],
    complete: true,
  });
});

it('says what of it has no price', async () => {
  const price = await priceWith({ cpu: '' });
  expect(price).toMatchObject({ monthlyMicros: 5, complete: false });
  expect(price?.unpriced).toEqual([
    expect.objectContaining({
      object: expect.objectContaining({ kind: 'Pod', name: 'web' }),
    }),
  ]);
});

it.each<[string, Parameters<typeof priceWith>[0]]>([
  [
    'another repository is deployed',
    {
      parameters: {
        repository: 'larkfield/other',
        path: 'deploy/overlays/dev',
      },
    },
  ],
  [
    'another folder is deployed',
    { parameters: { repository: 'larkfield/web', path: 'deploy/base' } },
  ],
  ['its parameters name none', { parameters: {} }],
  [
    'the price list is another one by now',
    { get: () => ({ ...list, digest: `sha256:${'3'.repeat(64)}` }) },
  ],
  [
    'the price list cannot be read',
    {
      get: () => {
        throw new Error('It is gone');
      },
    },
  ],
])('leaves the price as it is where %s', async (_, changes) => {
  expect(await priceWith(changes)).toEqual(ownPrice);
});

it('leaves the price as it is where several Applications deploy something', async () => {
  const price = { ...ownPrice, unpriced: [application, application] };
  expect(await priceWith({ price })).toEqual(price);
});

it('makes up no price where there is none', async () => {
  expect(await priceWith({ price: undefined })).toBeUndefined();
});
