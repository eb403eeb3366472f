import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** Costs: page, tab, card and cell. */
export const costPlugin = createFrontendPlugin({ pluginId: 'cost' });
