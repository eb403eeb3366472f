export type { CostApi, CostQuery, PriceListView } from './CostApi';
export { CostClient } from './CostClient';
export type { CostClientDiscovery, CostClientFetch } from './CostClient';
export * from './cost';
export * from './money';
export * from './permissions';
export * from './price';
