import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** What a golden path would make, before anything is made. */
export const goldenPathsPlugin = createBackendPlugin({
  pluginId: 'golden-paths',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
