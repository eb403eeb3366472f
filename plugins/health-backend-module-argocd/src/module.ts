import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** Watches Argo CD applications. */
export const healthModuleArgocd = createBackendModule({
  pluginId: 'health',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
