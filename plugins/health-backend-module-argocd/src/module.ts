import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { healthSourceExtensionPoint } from '@cairn/plugin-health-node';
import { ArgoCdHealthSource } from './ArgoCdHealthSource';
import { readArgoCdInstances } from './config';

/** Watches the applications of every configured Argo CD. */
export const healthModuleArgocd = createBackendModule({
  pluginId: 'health',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: {
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: healthSourceExtensionPoint,
      },
      async init({ clusters, config, logger, sources }) {
        sources.addSource(
          new ArgoCdHealthSource({
            clusters,
            instances: readArgoCdInstances(config),
            logger,
          }),
        );
      },
    });
  },
});
