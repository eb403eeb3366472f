export type { CostApi, CostQuery } from './CostApi';
export * from './cost';
export * from './money';
export * from './permissions';
export * from './price';
