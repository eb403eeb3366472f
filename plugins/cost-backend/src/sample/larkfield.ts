/** What one service of the example company would hold in production, on an average hour. */
export interface SampleService {
  /** Name of the component; absent: nothing claims it. */
  component?: string;
  namespace: string;
  cores: number;
  memoryGiB: number;
  storageGiB?: number;
  storageClass?: string;
  loadBalancers?: number;
  /** Busy when people shop, or when they work. */
  rhythm: 'market' | 'office' | 'steady';
  /** Environments and their size, as a share of production. */
  environments: Readonly<Record<string, number>>;
}

const usual = { production: 1, staging: 0.35 };
const withDev = { ...usual, dev: 0.15 };

const service = (
  component: string,
  held: Omit<SampleService, 'component' | 'namespace' | 'environments'>,
  environments: SampleService['environments'] = usual,
): SampleService => ({
  component,
  namespace: component,
  ...held,
  environments,
});

/** Larkfield's services. Those that run in the local cluster are about as large here as there. */
export const larkfield: readonly SampleService[] = [
  service('cart-api', { cores: 0.1, memoryGiB: 0.1875, rhythm: 'market' }),
  service('checkout-api', { cores: 0.2, memoryGiB: 0.25, rhythm: 'market' }),
  service('payments-api', { cores: 0.2, memoryGiB: 0.25, rhythm: 'market' }),
  service('storefront-web', { cores: 0.2, memoryGiB: 0.25, rhythm: 'market' }),
  service(
    'catalogue-api',
    { cores: 2, memoryGiB: 4, storageGiB: 20, rhythm: 'market' },
    withDev,
  ),
  service('delivery-planner', { cores: 3, memoryGiB: 6, rhythm: 'office' }),
  service(
    'demand-forecast',
    { cores: 6, memoryGiB: 24, storageGiB: 200, rhythm: 'steady' },
    { production: 0.8, dev: 0.5 },
  ),
  service('event-collector', {
    cores: 4,
    memoryGiB: 8,
    storageGiB: 100,
    rhythm: 'market',
  }),
  service(
    'orders-api',
    { cores: 3, memoryGiB: 8, storageGiB: 60, rhythm: 'market' },
    withDev,
  ),
  service('payouts-worker', { cores: 1, memoryGiB: 2, rhythm: 'steady' }),
  service('pricing-api', { cores: 2, memoryGiB: 3, rhythm: 'market' }, withDev),
  service('producer-portal', {
    cores: 1,
    memoryGiB: 2,
    loadBalancers: 1,
    rhythm: 'office',
  }),
  service('search-api', {
    cores: 4,
    memoryGiB: 16,
    storageGiB: 120,
    storageClass: 'fast',
    rhythm: 'market',
  }),
  service('stock-api', {
    cores: 2,
    memoryGiB: 4,
    storageGiB: 30,
    rhythm: 'office',
  }),
  {
    namespace: 'kube-system',
    cores: 0.6,
    memoryGiB: 1.2,
    rhythm: 'steady',
    environments: { production: 1 },
  },
  {
    namespace: 'monitoring',
    cores: 2,
    memoryGiB: 8,
    storageGiB: 100,
    rhythm: 'steady',
    environments: { production: 1 },
  },
];
