import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type {
  CollectionRef,
  KubernetesClient,
  KubernetesObject,
  KubernetesRequest,
  KubernetesResponse,
  ObjectRef,
  WatchEvent,
} from '../Clusters';
import {
  ClusterUnavailableError,
  KindNotFoundError,
  KubernetesStatusError,
} from '../errors';
import { kubernetesObjectSchema } from '../objects/kubernetesObject';
import type { Connection } from './Connection';
import { Discovery } from './Discovery';
import { reasonOf } from './failure';
import { orAborted } from './orAborted';
import { OwnName } from './OwnName';
import { delayAfterFailure, delayAfterResponse } from './retry';
import { sendRequest } from './sendRequest';
import { isSuccess, statusError, statusSchema } from './statusError';
import { watchStream, type WatchOptions } from './watchStream';

const TIMEOUT_MS = 10_000;
const PAGE_SIZE = 500;

const versionSchema = z.looseObject({ gitVersion: z.string() });
const listSchema = z.looseObject({
  metadata: z.looseObject({
    continue: z.string().optional(),
    resourceVersion: z.string().default(''),
  }),
  items: z.array(z.looseObject({ metadata: z.looseObject({}) })),
});

/** Sends raw JSON over the pool of one credential. Retries only where that cannot do harm. */
export class PooledKubernetesClient implements KubernetesClient {
  readonly #cluster: string;
  readonly #connection: Connection;
  readonly #discovery: Discovery;
  readonly #ownName = new OwnName();

  constructor(cluster: string, connection: Connection) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#discovery = new Discovery(cluster, path =>
      this.request({ method: 'GET', path }),
    );
  }

  async request(request: KubernetesRequest): Promise<KubernetesResponse> {
    const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal
      ? AbortSignal.any([timeout, request.signal])
      : timeout;
    for (let attempt = 1; ; attempt++) {
      let wait: number | undefined;
      try {
        const { response, retryAfterSeconds } = await orAborted(
          this.#send(request, signal),
          signal,
        );
        wait = delayAfterResponse(response, attempt, retryAfterSeconds);
        if (wait === undefined) {
          return response;
        }
      } catch (error) {
        request.signal?.throwIfAborted();
        if (error instanceof ClusterUnavailableError) {
          throw error;
        }
        const { code, text } = reasonOf(error, timeoutMs);
        wait = delayAfterFailure(code, attempt, request.method === 'GET');
        if (wait === undefined || signal.aborted) {
          throw this.#unavailable(text);
        }
      }
      try {
        await delay(wait, undefined, { signal });
      } catch {
        request.signal?.throwIfAborted();
        throw this.#unavailable(
          `it asked to wait longer than the ${
            timeoutMs / 1000
          } s of this request`,
        );
      }
    }
  }

  async pathOf(
    ref: Omit<ObjectRef, 'name'> & { name?: string },
  ): Promise<string> {
    return this.#discovery.pathOf(ref);
  }

  async get(
    ref: ObjectRef,
    options: { signal?: AbortSignal } = {},
  ): Promise<KubernetesObject | undefined> {
    const path = await this.pathOf(ref);
    const response = await this.request({
      method: 'GET',
      path,
      signal: options.signal,
    });
    if (isSuccess(response)) {
      return this.#objectOf(response.body, path);
    }
    if (response.status === 404) {
      const status = statusSchema.safeParse(response.body).data;
      const resource = path.split('/').at(-2);
      if (
        status?.reason === 'NotFound' &&
        status.details?.name === ref.name &&
        status.details.kind === resource
      ) {
        return undefined;
      }
      // The kind itself is gone, which says nothing about the object.
      this.#discovery.forget(ref.apiVersion);
    }
    throw statusError(response, `read ${ref.kind} "${ref.name}"`);
  }

  async list(
    ref: CollectionRef,
    options: { labelSelector?: string; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject[]> {
    const read = async (): Promise<KubernetesObject[]> => {
      const all: KubernetesObject[] = [];
      for await (const { objects } of this.pages(ref, options)) {
        all.push(...objects);
      }
      return all;
    };
    try {
      return await read();
    } catch (error) {
      // The list began too long ago for its next page: once more from the start.
      if (error instanceof KubernetesStatusError && error.httpStatus === 410) {
        return read();
      }
      throw error;
    }
  }

  async *pages(
    ref: CollectionRef,
    options: { labelSelector?: string; signal?: AbortSignal } = {},
  ): AsyncGenerator<{ objects: KubernetesObject[]; resourceVersion: string }> {
    const path = await this.pathOf(ref);
    let next: string | undefined;
    do {
      const response: KubernetesResponse = await this.request({
        method: 'GET',
        path,
        query: {
          limit: String(PAGE_SIZE),
          ...(options.labelSelector && {
            labelSelector: options.labelSelector,
          }),
          ...(next && { continue: next }),
        },
        signal: options.signal,
      });
      if (!isSuccess(response)) {
        throw statusError(response, `list ${ref.kind}`);
      }
      const page = listSchema.safeParse(response.body);
      if (!page.success) {
        throw this.#unusable(path);
      }
      yield {
        // Items of a list do not repeat what they are.
        objects: page.data.items.map(item =>
          this.#objectOf(
            { apiVersion: ref.apiVersion, kind: ref.kind, ...item },
            path,
          ),
        ),
        resourceVersion: page.data.metadata.resourceVersion,
      };
      next = page.data.metadata.continue || undefined;
    } while (next);
  }

  async *watch(
    ref: CollectionRef,
    options: WatchOptions,
  ): AsyncGenerator<WatchEvent> {
    try {
      yield* watchStream({
        connection: this.#connection,
        path: await this.pathOf(ref),
        kind: ref.kind,
        ...options,
      });
    } catch (error) {
      options.signal.throwIfAborted();
      if (
        error instanceof ClusterUnavailableError ||
        error instanceof KubernetesStatusError ||
        error instanceof KindNotFoundError
      ) {
        throw error;
      }
      throw this.#unavailable(reasonOf(error, TIMEOUT_MS).text);
    }
  }

  async identity(options: { signal?: AbortSignal } = {}): Promise<string> {
    const namespace = await this.get(
      { apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' },
      options,
    );
    if (!namespace?.metadata.uid) {
      throw this.#unavailable(
        'it has no namespace kube-system, so it is not ready yet',
      );
    }
    return namespace.metadata.uid;
  }

  async version(options: { signal?: AbortSignal } = {}): Promise<string> {
    const response = await this.request({
      method: 'GET',
      path: '/version',
      signal: options.signal,
    });
    if (!isSuccess(response)) {
      throw statusError(response, 'say its version');
    }
    const parsed = versionSchema.safeParse(response.body);
    if (!parsed.success) {
      throw this.#unusable('/version');
    }
    return parsed.data.gitVersion;
  }

  async #send(request: KubernetesRequest, signal: AbortSignal) {
    const connection = await this.#connection.open();
    const impersonation = request.impersonateExtra && {
      user: await this.#ownName.of(connection),
      extra: request.impersonateExtra,
    };
    return sendRequest(connection, request, { signal, impersonation });
  }

  #objectOf(body: unknown, path: string): KubernetesObject {
    const parsed = kubernetesObjectSchema.safeParse(body);
    if (!parsed.success) {
      throw this.#unusable(path);
    }
    return parsed.data;
  }

  #unusable(path: string): ClusterUnavailableError {
    return this.#unavailable(
      `its answer to ${path} is not what an API server answers; see whether something else listens there`,
    );
  }

  #unavailable(why: string): ClusterUnavailableError {
    return new ClusterUnavailableError(
      `Cluster "${this.#cluster}" gave no answer: ${why}`,
    );
  }
}
