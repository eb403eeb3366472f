import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** Whether things run, from what is watched. */
export const healthPlugin = createBackendPlugin({
  pluginId: 'health',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
