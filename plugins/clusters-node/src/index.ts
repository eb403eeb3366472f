export type {
  Cluster,
  CollectionRef,
  ClusterInfo,
  Clusters,
  KubernetesClient,
  KubernetesObject,
  KubernetesRequest,
  KubernetesResponse,
  ObjectRef,
  ReaderAccess,
  WatchEvent,
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
export { WatchedCollection } from './watch/WatchedCollection';
export type {
  CollectionChange,
  WatchedCollectionOptions,
} from './watch/WatchedCollection';
export { WatchSet } from './watch/WatchSet';
export type { Freshness } from './watch/WatchSet';
