import type { ClusterObject } from '../../cluster/applyObjects';

/**
 * What gives claims a volume, as a cluster in use does: the controller manager makes an empty folder of this machine for each,
 * in which nothing is ever stored, because no pod really runs.
 */
export const SIMULATED_STORAGE: ClusterObject = {
  path: '/apis/storage.k8s.io/v1/storageclasses/simulated',
  object: {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'simulated',
      labels: { 'app.kubernetes.io/managed-by': 'cairn' },
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'kubernetes.io/host-path',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  },
};
