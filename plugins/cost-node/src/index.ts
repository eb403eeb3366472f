export { costSourceExtensionPoint } from './extensions';
export type { CostSourceExtensionPoint } from './extensions';
export type { Allocation, CostSource } from './CostSource';
export type { PriceLists } from './PriceLists';
