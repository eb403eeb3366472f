import type { PriceList } from '@cairn/plugin-cost-common';

/** Prices of the fake. */
export const prices: PriceList = {
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'PriceList',
  name: 'larkfield-2026',
  currency: 'USD',
  provider: 'Larkfield platform',
  digest: `sha256:${'5d1e8a07'.repeat(8)}`,
  entries: [
    {
      sku: 'compute-cpu',
      title: 'CPU',
      resource: 'cpu',
      unit: 'core-hour',
      hourlyMicros: 25_000,
    },
    {
      sku: 'compute-memory',
      title: 'Memory',
      resource: 'memory',
      unit: 'GiB-hour',
      hourlyMicros: 3_500,
    },
    {
      sku: 'storage-standard',
      title: 'Storage',
      resource: 'storage',
      unit: 'GiB-hour',
      hourlyMicros: 137,
    },
    {
      sku: 'load-balancer',
      title: 'Load balancer',
      resource: 'load-balancer',
      unit: 'piece-hour',
      hourlyMicros: 22_500,
    },
  ],
};
