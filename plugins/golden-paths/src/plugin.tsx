import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** Golden paths: fields and pages of the form. */
export const goldenPathsPlugin = createFrontendPlugin({
  pluginId: 'golden-paths',
});
