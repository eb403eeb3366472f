import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { Clusters } from './Clusters';
import { ConfiguredClusters } from './ConfiguredClusters';

/** The clusters of the configuration, for any backend plugin: one pool of connections per cluster in the process. */
export const clustersServiceRef = createServiceRef<Clusters>({
  id: 'cairn.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory: ({ config, logger, lifecycle }) => {
        const clusters = ConfiguredClusters.fromConfig(config, { logger });
        lifecycle.addShutdownHook(() => clusters.close());
        return clusters;
      },
    }),
});
