import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** Pipelines of repositories in Gitea, run by the local runner. */
export const pipelinesModuleGitea = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
