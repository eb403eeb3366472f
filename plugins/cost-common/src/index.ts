export { MONTHLY_BUDGET_ANNOTATION } from './annotations';
export type { CostApi, CostQuery, PriceListView } from './CostApi';
export { CostClient } from './CostClient';
export * from './cost';
export * from './money';
export * from './permissions';
export * from './price';
export { HOURS_PER_MONTH, inUnits, microsFor, unitOf } from './pricing/amounts';
export { holdingsOf } from './pricing/holdings';
export type { Assessment, Holding, Surroundings } from './pricing/holdings';
export { findPrice, parsePriceList, pricedUnits } from './pricing/priceList';
export type {
  PriceEntry,
  PriceList,
  PriceListDefinition,
} from './pricing/priceList';
export { parseQuantity } from './pricing/quantity';
export { priceOf } from './pricing/priceOf';
export type { ObjectToPrice } from './pricing/priceOf';
