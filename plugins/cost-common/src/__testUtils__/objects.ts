import type { PriceList } from '../pricing/priceList';

/** 10 a core hour, 2 a GiB hour, 0.1 (1 for `fast`) a GiB hour of storage, 5 an hour for a load balancer: easy to multiply. */
export const priceList: PriceList = {
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'PriceList',
  name: 'test',
  currency: 'EUR',
  provider: 'Test',
  digest: 'sha256:0',
  entries: [
    {
      sku: 'cpu',
      title: 'CPU',
      resource: 'cpu',
      unit: 'core-hour',
      hourlyMicros: 10_000_000,
    },
    {
      sku: 'memory',
      title: 'Memory',
      resource: 'memory',
      unit: 'GiB-hour',
      hourlyMicros: 2_000_000,
    },
    {
      sku: 'storage',
      title: 'Storage',
      resource: 'storage',
      unit: 'GiB-hour',
      hourlyMicros: 100_000,
    },
    {
      sku: 'storage-fast',
      title: 'Fast storage',
      resource: 'storage',
      storageClass: 'fast',
      unit: 'GiB-hour',
      hourlyMicros: 1_000_000,
    },
    {
      sku: 'lb',
      title: 'Load balancer',
      resource: 'load-balancer',
      unit: 'piece-hour',
      hourlyMicros: 5_000_000,
    },
  ],
};

type Spec = Record<string, unknown>;

export function objectOf(
  apiVersion: string,
  kind: string,
  spec: Spec = {},
  metadata: Spec = {},
): Record<string, unknown> {
  return {
    apiVersion,
    kind,
    metadata: { name: kind.toLowerCase(), namespace: 'shop', ...metadata },
    spec,
  };
}

export function container(requests?: Spec, more: Spec = {}): Spec {
  return {
    name: 'web',
    image: 'example/web:1',
    ...(requests && { resources: { requests } }),
    ...more,
  };
}

export function deployment(
  replicas: number | undefined,
  podSpec: Spec,
  metadata: Spec = {},
): Record<string, unknown> {
  return objectOf(
    'apps/v1',
    'Deployment',
    { replicas, template: { spec: podSpec } },
    metadata,
  );
}

export const quota = (hard: Spec, more: Spec = {}) =>
  objectOf('v1', 'ResourceQuota', { hard, ...more });

/** Bounds everything that is paid for: one core, one GiB, ten GiB of storage, no load balancer. */
export const wholeQuota = quota({
  'requests.cpu': '1',
  'requests.memory': '1Gi',
  'requests.storage': '10Gi',
  'services.loadbalancers': '0',
});
