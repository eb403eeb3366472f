import { setTimeout as delay } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterUnavailableError,
  KubernetesStatusError,
  type KubernetesClient,
  type KubernetesObject,
  type ObjectRef,
} from '@cairn/plugin-clusters-node';

/** A watch tells at once; this is for what it cannot tell, for example that nothing happens. */
const LOOK_AGAIN_MS = 5_000;
const AFTER_TROUBLE_MS = 500;

/** What a look at the object found. */
export type Seen =
  | { done: true }
  | {
      done: false;
      why: string;
      /** The object was just written: what a watch that began before tells of it is no longer true. */
      written?: boolean;
    };

/** How a look came about. */
export interface LookContext {
  /** Nothing was heard of the object for some seconds. */
  isQuiet: boolean;
}

/**
 * Looks at an object whenever it changes, until it is done. Reads it and watches from there on; a watch that ends is begun
 * again, and a cluster that does not answer is waited for.
 *
 * @param look - Given the object as it is, undefined where it is gone. What it throws ends the wait.
 * @param options.what - Completes "waiting for …".
 * @param options.labelSelector - What the object is watched by, so that others need not be sent.
 * @throws ServiceUnavailableError after `timeoutMs`, with the last reason.
 */
export async function followObject(
  client: KubernetesClient,
  ref: ObjectRef,
  look: (
    live: KubernetesObject | undefined,
    context: LookContext,
  ) => Promise<Seen>,
  options: {
    what: string;
    labelSelector?: string;
    timeoutMs: number;
    signal: AbortSignal;
    progress: (message: string) => void;
  },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  let why = 'it has not been looked at';
  let told: string | undefined;
  let version: string | undefined;

  /** Whether it is done. */
  const take = (seen: Seen): boolean => {
    if (!seen.done) {
      why = seen.why;
      if (why !== told) {
        told = why;
        options.progress(`Waiting for ${options.what}: ${why}`);
      }
    }
    return seen.done;
  };
  const round = async (signal: AbortSignal): Promise<boolean> => {
    const live = await client.get(ref, { signal });
    const { resourceVersion } = live?.metadata ?? {};
    const isQuiet = version !== undefined && version === resourceVersion;
    version = resourceVersion;
    const seen = await look(live, { isQuiet });
    if (take(seen)) {
      return true;
    }
    if (resourceVersion === undefined) {
      await delay(AFTER_TROUBLE_MS, undefined, { signal });
      return false;
    }
    if (!seen.done && seen.written) {
      return false;
    }
    const { apiVersion, kind, namespace } = ref;
    for await (const event of client.watch(
      { apiVersion, kind, namespace },
      { resourceVersion, labelSelector: options.labelSelector, signal },
    )) {
      if (
        event.type === 'BOOKMARK' ||
        event.object.metadata.name !== ref.name
      ) {
        continue;
      }
      if (event.type === 'DELETED') {
        // Or only its label is gone: reading it tells.
        return false;
      }
      version = event.object.metadata.resourceVersion;
      const next = await look(event.object, { isQuiet: false });
      if (take(next)) {
        return true;
      }
      if (!next.done && next.written) {
        return false;
      }
    }
    return false;
  };

  for (;;) {
    const left = deadline - Date.now();
    if (left <= 0) {
      throw new ServiceUnavailableError(
        `Gave up waiting for ${options.what} after ${
          options.timeoutMs / 1000
        } s: ${why}`,
      );
    }
    const timeout = AbortSignal.timeout(Math.min(left, LOOK_AGAIN_MS));
    try {
      if (await round(AbortSignal.any([options.signal, timeout]))) {
        return;
      }
    } catch (error) {
      options.signal.throwIfAborted();
      if (timeout.aborted) {
        continue;
      }
      const isOutdated =
        error instanceof KubernetesStatusError && error.httpStatus === 410;
      if (!(error instanceof ClusterUnavailableError) && !isOutdated) {
        throw error;
      }
      take({ done: false, why: error.message });
      await delay(AFTER_TROUBLE_MS, undefined, { signal: options.signal });
    }
  }
}
