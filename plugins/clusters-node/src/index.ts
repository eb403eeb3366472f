export type {
  Cluster,
  ClusterInfo,
  Clusters,
  KubernetesClient,
  KubernetesObject,
  KubernetesRequest,
  KubernetesResponse,
  ObjectRef,
} from './Clusters';
export {
  ClusterUnavailableError,
  KindNotFoundError,
  KubernetesStatusError,
} from './errors';
export { clustersServiceRef } from './service';
