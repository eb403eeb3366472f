import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CostSource } from './CostSource';

/** Where modules of the plugin `cost` add what they know costs of. */
export interface CostSourceExtensionPoint {
  addSource(source: CostSource): void;
}

export const costSourceExtensionPoint =
  createExtensionPoint<CostSourceExtensionPoint>({ id: 'cost.sources' });
