import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** The actions of Cairn's golden paths. */
export const scaffolderModuleCairn = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'cairn',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('started');
      },
    });
  },
});
