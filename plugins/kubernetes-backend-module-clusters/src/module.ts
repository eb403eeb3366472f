import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesClusterSupplierExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { ReaderClusters } from './ReaderClusters';

/** Gives Backstage's Kubernetes plugin the clusters that Cairn knows, to read only. */
export const kubernetesModuleClusters = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'clusters',
  register(reg) {
    reg.registerInit({
      deps: {
        supplier: kubernetesClusterSupplierExtensionPoint,
        clusters: clustersServiceRef,
        logger: coreServices.logger,
      },
      async init({ supplier, clusters, logger }) {
        supplier.addClusterSupplier(new ReaderClusters({ clusters, logger }));
      },
    });
  },
});
