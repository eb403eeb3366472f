import type { Entity } from '@backstage/catalog-model';
import type { PriceList } from '@cairn/plugin-cost-common';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import type { Attribution, HourEntry } from '../store/rows';

/** 1,000 a core hour, 100 a GiB hour of memory and storage. */
export const priceList: PriceList = {
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'PriceList',
  name: 'test',
  currency: 'EUR',
  provider: 'Test platform',
  region: 'test-1',
  digest: 'sha256:0',
  entries: [
    {
      sku: 'cpu',
      title: 'CPU',
      resource: 'cpu',
      unit: 'core-hour',
      hourlyMicros: 1_000,
    },
    {
      sku: 'memory',
      title: 'Memory',
      resource: 'memory',
      unit: 'GiB-hour',
      hourlyMicros: 100,
    },
    {
      sku: 'storage',
      title: 'Storage',
      resource: 'storage',
      unit: 'GiB-hour',
      hourlyMicros: 100,
    },
  ],
};

export const attribution: Attribution = {
  source: 'test',
  sample: false,
  cluster: 'local',
  namespace: 'shop',
  environment: 'shop (local)',
  entityRef: 'component:default/cart-api',
  groupRef: 'group:default/checkout-team',
  systemRef: 'system:default/ordering',
};

/** A core for a whole hour, unless it says otherwise. */
export function hourEntry(
  hour: string,
  change: Partial<HourEntry> & {
    attribution?: Partial<Attribution>;
    name?: string;
    resource?: 'cpu' | 'memory' | 'storage';
  } = {},
): HourEntry {
  const resource = change.resource ?? 'cpu';
  return {
    subject: {
      attribution: { ...attribution, ...change.attribution },
      resourceId: `uid-${change.name ?? 'web'}`,
      resourceName: change.name ?? 'web',
      resourceType: 'Pod',
      resource,
      skuId: resource,
      pricingUnit: resource === 'cpu' ? 'core-hour' : 'GiB-hour',
      currency: 'EUR',
      provider: 'Test platform',
      region: 'test-1',
      tags: { app: 'web' },
    },
    hour,
    quantity: change.quantity ?? 3_600_000_000,
    hourlyMicros: change.hourlyMicros ?? 1_000,
  };
}

const component = (
  name: string,
  owner: string,
  system: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', title: `The ${name}`, annotations },
  spec: { type: 'service', lifecycle: 'production', owner, system },
});

export const entities: Entity[] = [
  component('cart-api', 'checkout-team', 'ordering', {
    'backstage.io/kubernetes-id': 'cart-api',
    'cairn.dev/monthly-budget': '12.50 EUR',
  }),
  component('payments-api', 'payments-team', 'ordering', {
    'backstage.io/kubernetes-namespace': 'pay',
    'argocd/app-name': 'payments',
  }),
  component('search-api', 'storefront-team', 'storefront'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'preview', namespace: 'default' },
    spec: { type: 'environment', owner: 'checkout-team' },
  },
];

export function environment(
  change: Partial<EnvironmentInventory> = {},
): EnvironmentInventory {
  return {
    id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
    name: 'preview',
    title: 'Preview',
    owner: 'group:default/checkout-team',
    class: { name: 'service-preview', version: 'sha256:1' },
    cluster: 'local',
    namespace: 'env-preview',
    entities: ['component:default/cart-api'],
    state: 'Ready',
    createdAt: '2026-01-01T00:00:00.000Z',
    budget: { monthlyMicros: 120_000_000, currency: 'EUR' },
    items: [],
    ...change,
  };
}
