import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** Pipelines: the tab of a service. */
export const pipelinesPlugin = createFrontendPlugin({ pluginId: 'pipelines' });
