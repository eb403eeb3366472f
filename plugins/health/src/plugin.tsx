import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** Health: tab, card and cell. */
export const healthPlugin = createFrontendPlugin({ pluginId: 'health' });
