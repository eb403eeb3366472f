import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** What pods and volumes of every configured cluster hold, by their requests. */
export const costModuleKubernetes = createBackendModule({
  pluginId: 'cost',
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
