import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { environmentsEngineExtensionPoint } from '@cairn/plugin-environments-node';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { ArgoCdEngine } from './ArgoCdEngine';
import { argoCdDependency } from './argoCdDependency';
import { readArgoCdInstances } from './config';

/** Adds the engine `argocd` to environments, and each configured Argo CD to the platform's dependencies. */
export const environmentsModuleArgoCd = createBackendModule({
  pluginId: 'environments',
  moduleId: 'argocd',
  register(reg) {
    reg.registerInit({
      deps: {
        engines: environmentsEngineExtensionPoint,
        clusters: clustersServiceRef,
        dependencies: platformDependenciesServiceRef,
        config: coreServices.rootConfig,
      },
      async init({ engines, clusters, dependencies, config }) {
        const instances = readArgoCdInstances(config);
        engines.addEngine(new ArgoCdEngine({ clusters, instances }));
        for (const instance of instances) {
          dependencies.register(
            argoCdDependency(instance, instances.length === 1),
          );
        }
      },
    });
  },
});
