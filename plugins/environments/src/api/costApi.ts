import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CostApi } from '@cairn/plugin-cost-common';

/** What environments have cost, as the plugin `cost` tells. It may not be there: then it is unknown. */
export const environmentCostApiRef = createApiRef<Pick<CostApi, 'getReport'>>({
  id: 'plugin.environments.cost',
});
