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
export { ClusterFence } from './fence/ClusterFence';
export { FenceLostError, FenceTooLowError } from './fence/errors';
export { fenceExtra } from './fence/fence';
export type { Fence } from './fence/fence';
export { FencedClient } from './fence/FencedClient';
export { ConfiguredClusters } from './ConfiguredClusters';
export { clustersServiceRef } from './service';
export { isSuccess, statusError } from './client/statusError';
export { bodyOf } from './objects/json';
export {
  kubernetesObjectSchema,
  nameOf,
  refOf,
} from './objects/kubernetesObject';
export { ObjectWriter, OPERATION_ANNOTATION } from './objects/ObjectWriter';
export { FIELD_MANAGER } from './objects/takeFields';
export type { WriteOptions } from './objects/ObjectWriter';
export { describeOrigin } from './objects/origin';
export { REDACTED, redactObject, redactText } from './objects/redaction';
export { waitFor } from './objects/waiting';
export { whatHolds } from './objects/whatHolds';
export type { Look } from './objects/waiting';
export { WatchedCollection } from './watch/WatchedCollection';
export type {
  CollectionChange,
  WatchedCollectionOptions,
} from './watch/WatchedCollection';
export { WatchSet } from './watch/WatchSet';
export type { Freshness } from './watch/WatchSet';
