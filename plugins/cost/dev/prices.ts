import type { PriceListView } from '@cairn/plugin-cost-common';

export const prices: PriceListView = {
  name: 'larkfield-2026',
  currency: 'USD',
  digest: `sha256:${'5d1e8a07'.repeat(8)}`,
  entries: [
    { sku: 'cpu.core', title: 'Processor', unit: 'core', hourlyMicros: 31_611 },
    { sku: 'memory.gib', title: 'Memory', unit: 'GiB', hourlyMicros: 4_237 },
    {
      sku: 'storage.standard.gib',
      title: 'Volume, standard',
      unit: 'GiB',
      hourlyMicros: 137,
    },
    {
      sku: 'load-balancer',
      title: 'Load balancer',
      unit: 'piece',
      hourlyMicros: 25_000,
    },
  ],
};
