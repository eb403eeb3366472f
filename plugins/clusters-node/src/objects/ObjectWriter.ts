import { ConflictError } from '@backstage/errors';
import type {
  KubernetesClient,
  KubernetesObject,
  ObjectRef,
} from '../Clusters';
import { isSuccess, statusError } from '../client/statusError';
import { bodyOf } from './json';
import { nameOf, refOf } from './kubernetesObject';
import { describeOrigin } from './origin';
import { FIELD_MANAGER, parseObject, takeFields } from './takeFields';
import { waitFor } from './waiting';
import { whatHolds } from './whatHolds';

/** Which operation wrote an object last: how a repeated step recognises its own work. */
export const OPERATION_ANNOTATION = 'cairn.dev/operation';

const NAMESPACE_WAIT_MS = 30_000;

export interface WriteOptions {
  /** Unique for a step, the same again when it is repeated. */
  operationId: string;
  signal?: AbortSignal;
  /** Told what is being waited for. */
  progress?: (message: string) => void;
}

/**
 * Writes objects so that nobody else's is ever touched: creates by POST, updates and deletes only the object with a known
 * UID in a known version.
 */
export class ObjectWriter {
  readonly #client: KubernetesClient;

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /**
   * Creates an object. One that is there already is accepted only if the same operation made it.
   *
   * @throws ConflictError where an object of that name exists; it stays as it is.
   * @throws KubernetesStatusError where the API server refuses.
   */
  async create(
    object: KubernetesObject,
    options: WriteOptions,
  ): Promise<KubernetesObject> {
    const ref = refOf(object);
    const annotated = annotate(object, options.operationId);
    const created = await waitFor(
      async () => {
        const response = await this.#client.request({
          method: 'POST',
          path: await this.#client.pathOf({ ...ref, name: undefined }),
          query: { fieldManager: FIELD_MANAGER },
          body: bodyOf(annotated),
          signal: options.signal,
        });
        if (isSuccess(response)) {
          return { done: true, value: parseObject(response, ref) };
        }
        const error = statusError(response, `create ${nameOf(ref)}`, object);
        if (error.reason === 'AlreadyExists') {
          return { done: true, value: await this.#own(ref, options) };
        }
        if (error.causes.includes('NamespaceTerminating')) {
          return {
            done: false,
            why: `its namespace "${ref.namespace}" is still being deleted`,
          };
        }
        throw error;
      },
      {
        what: nameOf(ref),
        timeoutMs: NAMESPACE_WAIT_MS,
        signal: options.signal,
        progress: options.progress,
      },
    );
    return takeFields(this.#client, created, options);
  }

  /**
   * Sets the fields of an object that is known, by server-side apply; fields that it set before and does not name now are
   * removed. Takes a field from somebody else only where told.
   *
   * @param object - Without UID and resource version.
   * @param live - What it is compared with and written over; a newer version is refused.
   * @param options.force - Also sets what others own. Default: that is refused.
   * @throws KubernetesStatusError where the API server refuses: `Conflict` with the cause `FieldManagerConflict` where
   * somebody else set a field, `Conflict` without causes where the object is no longer the one that was compared.
   */
  async update(
    object: KubernetesObject,
    live: { uid: string; resourceVersion: string },
    options: WriteOptions & { force?: boolean },
  ): Promise<KubernetesObject> {
    const ref = refOf(object);
    const annotated = annotate(object, options.operationId);
    const response = await this.#client.request({
      method: 'PATCH',
      path: await this.#client.pathOf(ref),
      query: {
        fieldManager: FIELD_MANAGER,
        ...(options.force && { force: 'true' }),
      },
      contentType: 'application/apply-patch+yaml',
      body: bodyOf({
        ...annotated,
        metadata: {
          ...annotated.metadata,
          uid: live.uid,
          resourceVersion: live.resourceVersion,
        },
      }),
      signal: options.signal,
    });
    if (!isSuccess(response)) {
      throw statusError(response, `update ${nameOf(ref)}`, object);
    }
    return parseObject(response, ref);
  }

  /**
   * Deletes exactly the object with a UID and waits until it is gone. Gone already is a success; an object of the same
   * name with another UID stays untouched.
   *
   * @param options.propagation - `Foreground` also waits for what the object owns. Default `Background`.
   * @throws ServiceUnavailableError where it is still there after `timeoutMs`, naming what holds it.
   * @throws KubernetesStatusError where the API server refuses.
   */
  async delete(
    ref: ObjectRef,
    uid: string,
    options: {
      timeoutMs: number;
      propagation?: 'Foreground' | 'Background';
      signal?: AbortSignal;
      progress?: (message: string) => void;
      /** Says what is left of an object that is being deleted. Default: its finalizers and conditions. */
      holding?: (live: KubernetesObject) => string;
    },
  ): Promise<void> {
    const holding = options.holding ?? whatHolds;
    await waitFor<void>(
      async () => {
        const live = await this.#client.get(ref, { signal: options.signal });
        if (!live || live.metadata.uid !== uid) {
          return { done: true, value: undefined };
        }
        if (live.metadata.deletionTimestamp === undefined) {
          await this.#delete(ref, live, options);
          return { done: false, why: 'asked the API server to delete it' };
        }
        return { done: false, why: holding(live) };
      },
      {
        what: `${nameOf(ref)} to be gone`,
        timeoutMs: options.timeoutMs,
        signal: options.signal,
        progress: options.progress,
      },
    );
  }

  async #delete(
    ref: ObjectRef,
    live: KubernetesObject,
    options: { propagation?: string; signal?: AbortSignal },
  ): Promise<void> {
    const { uid, resourceVersion } = live.metadata;
    const response = await this.#client.request({
      method: 'DELETE',
      path: await this.#client.pathOf(ref),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: options.propagation ?? 'Background',
        preconditions: {
          ...(uid !== undefined && { uid }),
          ...(resourceVersion !== undefined && { resourceVersion }),
        },
      },
      signal: options.signal,
    });
    // It changed since it was read, or is gone: the next look decides.
    if (
      !isSuccess(response) &&
      response.status !== 409 &&
      response.status !== 404
    ) {
      throw statusError(response, `delete ${nameOf(ref)}`);
    }
  }

  /** The object of that name if this operation made it. */
  async #own(ref: ObjectRef, options: WriteOptions): Promise<KubernetesObject> {
    const live = await this.#client.get(ref, { signal: options.signal });
    if (
      live?.metadata.annotations?.[OPERATION_ANNOTATION] ===
        options.operationId &&
      live.metadata.deletionTimestamp === undefined
    ) {
      return live;
    }
    throw new ConflictError(
      `${nameOf(ref)} exists already${
        live ? `: ${describeOrigin(live)}` : ''
      }. It was left as it is; choose another name or have its owner remove it`,
    );
  }
}

function annotate(
  object: KubernetesObject,
  operationId: string,
): KubernetesObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...object.metadata.annotations,
        [OPERATION_ANNOTATION]: operationId,
      },
    },
  };
}
