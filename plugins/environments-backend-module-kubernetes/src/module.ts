import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { environmentsEngineExtensionPoint } from '@cairn/plugin-environments-node';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { clusterDependency } from './clusterDependency';
import { readKubernetesEngineConfig } from './config';
import { KubernetesEngine } from './KubernetesEngine';

/** Adds the engine `kubernetes` to environments, and each configured cluster to the platform's dependencies. */
export const environmentsModuleKubernetes = createBackendModule({
  pluginId: 'environments',
  moduleId: 'kubernetes',
  register(reg) {
    reg.registerInit({
      deps: {
        engines: environmentsEngineExtensionPoint,
        clusters: clustersServiceRef,
        dependencies: platformDependenciesServiceRef,
        config: coreServices.rootConfig,
      },
      async init({ engines, clusters, dependencies, config }) {
        engines.addEngine(
          new KubernetesEngine({
            clusters,
            config: readKubernetesEngineConfig(config),
          }),
        );
        for (const info of clusters.list()) {
          dependencies.register(clusterDependency(info, clusters));
        }
      },
    });
  },
});
