import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** Watches workloads, pods and events of every configured cluster. */
export const healthModuleKubernetes = createBackendModule({
  pluginId: 'health',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
