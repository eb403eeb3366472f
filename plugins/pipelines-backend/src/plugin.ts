import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** Runs of pipelines, read from where they run. */
export const pipelinesPlugin = createBackendPlugin({
  pluginId: 'pipelines',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
