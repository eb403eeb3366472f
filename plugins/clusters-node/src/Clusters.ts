import type { JsonObject, JsonValue } from '@backstage/types';

/** The clusters that Cairn knows: `cairn.clusters` of the configuration. */
export interface Clusters {
  /** In the order of the configuration. Never throws because a cluster or its kubeconfig is missing. */
  list(): ClusterInfo[];
  /** @throws NotFoundError where no cluster of that name is configured. */
  get(name: string): Cluster;
}

/** What the configuration says of a cluster. */
export interface ClusterInfo {
  name: string;
  title: string;
  /** True where nodes only simulate: pods become ready, images are not pulled and no container runs. */
  simulated: boolean;
}

/** One cluster, through its API server. Each client has one pool of connections. */
export interface Cluster extends ClusterInfo {
  /** Acts with the writer's credential, the one the admission policies hold to Cairn's own objects. */
  readonly writer: KubernetesClient;
  /** Acts with the reader's credential. */
  readonly reader: KubernetesClient;
  /**
   * What another program needs to read as the reader does. The writer's credential is never given out.
   *
   * @throws ClusterUnavailableError where the credential is not there yet.
   */
  readerAccess(): Promise<ReaderAccess>;
}

/** Address and credential of the reader. */
export interface ReaderAccess {
  /** URL of the API server, without a trailing slash. */
  server: string;
  /** PEM; absent: the system's authorities. */
  certificateAuthority?: string;
  /** Bearer token, as it is now; absent where the reader authenticates by a client certificate. */
  token?: string;
}

/** Which object, as URLs are made of it. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  name: string;
}

/** Any Kubernetes object. Only the fields that every object has are typed. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
    [key: string]: JsonValue | undefined;
  };
  [key: string]: unknown;
}

export interface KubernetesRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the API server's address, for example `/api/v1/namespaces/a`. Each segment is already encoded. */
  path: string;
  query?: Record<string, string>;
  body?: JsonObject | JsonValue[];
  /** Default `application/json`; `application/apply-patch+yaml` for server-side apply. */
  contentType?: string;
  /** Default 10 s. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Sent as `Impersonate-Extra-…`: the credential acts as itself, with this told of it beside its name. */
  impersonateExtra?: Record<string, string>;
}

export interface KubernetesResponse {
  status: number;
  /** Texts of the `Warning` headers. */
  warnings: string[];
  body: unknown;
}

/** A change of a collection that is watched. */
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  /** Nothing changed; a watch may go on from here. */
  | { type: 'BOOKMARK'; resourceVersion: string };

/** Which collection, and which of it. */
export interface CollectionRef {
  apiVersion: string;
  kind: string;
  /** Absent: all namespaces. */
  namespace?: string;
}

/** Requests as they are: raw JSON, no type that could drop a field, `fieldValidation=Strict` on writes. */
export interface KubernetesClient {
  /**
   * Sends one request and answers whatever status came back.
   *
   * @throws ClusterUnavailableError where no answer came: unreachable, timed out, or its credential is not there yet.
   */
  request(request: KubernetesRequest): Promise<KubernetesResponse>;

  /**
   * The path of an object (or, without `name`, of its collection), by discovery.
   *
   * @throws KindNotFoundError where the cluster does not serve the kind.
   */
  pathOf(ref: Omit<ObjectRef, 'name'> & { name?: string }): Promise<string>;

  /** Undefined only where the API server said `NotFound` of exactly this object. */
  get(
    ref: ObjectRef,
    options?: { signal?: AbortSignal },
  ): Promise<KubernetesObject | undefined>;

  /** All objects of a collection, page by page. */
  list(
    ref: { apiVersion: string; kind: string; namespace?: string },
    options?: { labelSelector?: string; signal?: AbortSignal },
  ): Promise<KubernetesObject[]>;

  /**
   * The same page by page, so that a caller can keep less than everything. All pages are of one resource version, from which
   * a watch may begin.
   *
   * @throws KubernetesStatusError with `httpStatus` 410 where reading took too long and must begin anew.
   */
  pages(
    ref: CollectionRef,
    options?: { labelSelector?: string; signal?: AbortSignal },
  ): AsyncIterable<{ objects: KubernetesObject[]; resourceVersion: string }>;

  /**
   * Every change after a resource version, as it happens, over a connection of its own. Ends where the server ends it,
   * which is usual after some minutes: go on from the last resource version then.
   *
   * @throws KubernetesStatusError with `httpStatus` 410 where the resource version is too old: list again.
   * @throws ClusterUnavailableError where the connection broke, or was silent for `idleMs`.
   */
  watch(
    ref: CollectionRef,
    options: {
      resourceVersion: string;
      labelSelector?: string;
      /** Default 90 s. An API server says something about every minute, if only a bookmark. */
      idleMs?: number;
      /** Called when the server has accepted the watch. */
      onOpen?: () => void;
      signal: AbortSignal;
    },
  ): AsyncIterable<WatchEvent>;

  /** UID of the namespace `kube-system`: tells one cluster from another under the same address. */
  identity(options?: { signal?: AbortSignal }): Promise<string>;

  /** For example `v1.36.3`. */
  version(options?: { signal?: AbortSignal }): Promise<string>;
}
