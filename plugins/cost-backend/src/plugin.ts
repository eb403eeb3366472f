import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** What things cost, from rows of hours. */
export const costPlugin = createBackendPlugin({
  pluginId: 'cost',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
