import { createBackendModule } from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { costSourceExtensionPoint } from '@cairn/plugin-cost-node';
import { KubernetesRequests } from './KubernetesRequests';

/** What pods, volumes and load balancers of every configured cluster hold, by their requests. */
export const costModuleKubernetes = createBackendModule({
  pluginId: 'cost',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: { clusters: clustersServiceRef, sources: costSourceExtensionPoint },
      async init({ clusters, sources }) {
        // One of each cluster, so that one that is away keeps no other from being counted.
        for (const { name } of clusters.list()) {
          sources.addSource(new KubernetesRequests(clusters.get(name)));
        }
      },
    });
  },
});
