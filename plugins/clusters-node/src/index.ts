export type {
  Cluster,
  ClusterInfo,
  Clusters,
  KubernetesClient,
  KubernetesObject,
  KubernetesRequest,
  KubernetesResponse,
  ObjectRef,
  ReaderAccess,
} from './Clusters';
export {
  ClusterPendingError,
  ClusterUnavailableError,
  KindNotFoundError,
  KubernetesStatusError,
} from './errors';
export { ConfiguredClusters } from './ConfiguredClusters';
export { clustersServiceRef } from './service';
export { isSuccess, statusError } from './client/statusError';
export {
  kubernetesObjectSchema,
  nameOf,
  refOf,
} from './objects/kubernetesObject';
export {
  FIELD_MANAGER,
  ObjectWriter,
  OPERATION_ANNOTATION,
} from './objects/ObjectWriter';
export type { WriteOptions } from './objects/ObjectWriter';
export { describeOrigin } from './objects/origin';
export { REDACTED, redactObject, redactText } from './objects/redaction';
export { waitFor } from './objects/waiting';
export type { Look } from './objects/waiting';
