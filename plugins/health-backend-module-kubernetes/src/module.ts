import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { healthSourceExtensionPoint } from '@cairn/plugin-health-node';
import { KubernetesHealthSource } from './KubernetesHealthSource';

/** Watches workloads, pods and events of every configured cluster. */
export const healthModuleKubernetes = createBackendModule({
  pluginId: 'health',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        clusters: clustersServiceRef,
        logger: coreServices.logger,
        sources: healthSourceExtensionPoint,
      },
      async init({ clusters, logger, sources }) {
        sources.addSource(new KubernetesHealthSource({ clusters, logger }));
      },
    });
  },
});
