import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CostApi } from '@cairn/plugin-cost-common';

/** The plugin `cost` over HTTP, as the person who is signed in. */
export const costApiRef = createApiRef<CostApi>({ id: 'plugin.cost.api' });
