export { costSourceExtensionPoint } from './extensions';
export type { CostSourceExtensionPoint } from './extensions';
export type { Allocation, CostSource, Sampled } from './CostSource';
export { FilePriceLists } from './FilePriceLists';
export type { PriceLists } from './PriceLists';
export { priceListsServiceRef } from './service';
