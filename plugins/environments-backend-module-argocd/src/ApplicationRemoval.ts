import { ConflictError } from '@backstage/errors';
import {
  isSuccess,
  nameOf,
  statusError,
  waitFor,
  whatHolds,
  type Clusters,
  type KubernetesClient,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import {
  OWNERSHIP_LABELS,
  type EffectContext,
} from '@cairn/plugin-environments-node';
import { z } from 'zod';
import type { ApplicationChildren, Child } from './ApplicationChildren';
import { complaintsOf, parseApplication } from './applicationStatus';
import { followObject, type Seen } from './followObject';
import { ARGOCD_API_VERSION, CASCADE_FINALIZER } from './renderApplications';

const WAIT_MS = 180_000;
const MAX_NAMED = 5;

/** Removes applications with all that they deployed, and projects that have no application any more. */
export class ApplicationRemoval {
  readonly #clusters: Clusters;
  readonly #children: ApplicationChildren;
  readonly #timeoutMs: number;

  constructor(options: {
    clusters: Clusters;
    children: ApplicationChildren;
    timeoutMs?: number;
  }) {
    this.#clusters = options.clusters;
    this.#children = options.children;
    this.#timeoutMs = options.timeoutMs ?? WAIT_MS;
  }

  /**
   * Deletes exactly this application and waits until it and each object that it deployed are gone. Gone already is a success.
   *
   * @param client - Its writes say which worker they are of.
   * @throws ServiceUnavailableError where something is still there in the end, naming it and what holds it.
   */
  async remove(
    item: InventoryItem,
    client: KubernetesClient,
    context: EffectContext,
  ): Promise<void> {
    const live = await client.get(item.ref, context);
    if (!live || live.metadata.uid !== item.uid) {
      return;
    }
    const children = await this.#children.of(item.ref, live, context);
    await followObject(
      client,
      item.ref,
      async (now, { isQuiet }) => {
        if (!now || now.metadata.uid !== item.uid) {
          return { done: true };
        }
        if (now.metadata.deletionTimestamp === undefined) {
          return this.#ask(client, now, context);
        }
        const stuck = isQuiet ? await this.#stuck(item, now, context) : [];
        return { done: false, why: [whatIsLeft(now), ...stuck].join('; ') };
      },
      {
        what: `${nameOf(item.ref)} to be gone`,
        labelSelector: `${OWNERSHIP_LABELS.environment}=${context.environmentId}`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
    for (const child of children) {
      await this.#confirmGone(child, context);
    }
  }

  /**
   * Waits until a project has no application any more: one whose project is gone can neither be deployed nor removed.
   *
   * @throws ConflictError where one is left that nobody removes.
   */
  async whenUnused(
    project: InventoryItem['ref'],
    context: EffectContext,
  ): Promise<void> {
    const { writer } = this.#clusters.get(project.cluster);
    await waitFor<void>(
      async () => {
        const all = await writer.list(
          {
            apiVersion: ARGOCD_API_VERSION,
            kind: 'Application',
            namespace: project.namespace,
          },
          { signal: context.signal },
        );
        const left = all.filter(
          application =>
            parseApplication(application)?.spec.project === project.name,
        );
        const kept = left.filter(
          ({ metadata }) => metadata.deletionTimestamp === undefined,
        );
        if (kept.length > 0) {
          throw new ConflictError(
            `${nameOf(project)} still has ${kept
              .slice(0, MAX_NAMED)
              .map(({ metadata }) => metadata.name)
              .join(
                ', ',
              )}, which could not be removed without it. Remove that first`,
          );
        }
        return left.length > 0
          ? {
              done: false,
              why: `${left[0].metadata.name} is still being removed`,
            }
          : { done: true, value: undefined };
      },
      {
        what: `the applications of ${nameOf(project)} to be gone`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }

  /**
   * Waits until something is gone whose application is: Argo CD removes it no more, and Cairn may not. It goes with its
   * namespace, which is removed afterwards; until then this ends as soon as nobody is at it.
   */
  async letGo(
    { ref, uid }: InventoryItem,
    context: EffectContext,
  ): Promise<void> {
    const { reader } = this.#clusters.get(ref.cluster);
    const live = await reader.get(ref, context);
    if (live?.metadata.uid !== uid) {
      return;
    }
    if (live.metadata.deletionTimestamp === undefined) {
      context.progress(
        `${nameOf(
          ref,
        )} was deployed by an application that is gone, and goes with its namespace`,
      );
      return;
    }
    await this.#confirmGone({ ref, uid, live }, context);
  }

  /** Somebody may have taken the finalizer away; without it what was deployed would stay. */
  async #ask(
    client: KubernetesClient,
    live: KubernetesObject,
    { signal }: EffectContext,
  ): Promise<Seen> {
    const { uid = '', resourceVersion = '', name } = live.metadata;
    const finalizers = finalizersOf(live);
    const path = await client.pathOf({
      apiVersion: live.apiVersion,
      kind: live.kind,
      namespace: live.metadata.namespace,
      name,
    });
    const response = finalizers.includes(CASCADE_FINALIZER)
      ? await client.request({
          method: 'DELETE',
          path,
          body: {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            preconditions: { uid, resourceVersion },
          },
          signal,
        })
      : await client.request({
          method: 'PATCH',
          path,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: {
              uid,
              resourceVersion,
              finalizers: [...finalizers, CASCADE_FINALIZER],
            },
          },
          signal,
        });
    // It changed since it was read, or is gone: the next look decides.
    if (!isSuccess(response) && ![404, 409].includes(response.status)) {
      throw statusError(response, `remove ${name}`);
    }
    return { done: false, why: 'asked Argo CD to remove it', written: true };
  }

  /** What Argo CD cannot remove because something else holds it. */
  async #stuck(
    { ref }: InventoryItem,
    live: KubernetesObject,
    context: EffectContext,
  ): Promise<string[]> {
    const children = await this.#children.of(ref, live, context);
    return children
      .filter(child => child.live.metadata.deletionTimestamp !== undefined)
      .filter(child => finalizersOf(child.live).length > 0)
      .slice(0, MAX_NAMED)
      .map(child => `${nameOf(child.ref)}: ${whatHolds(child.live)}`);
  }

  /** Argo CD lets an application go when it has asked for the removal of what it deployed, not when that is gone. */
  async #confirmGone(
    { ref, uid }: Child,
    context: EffectContext,
  ): Promise<void> {
    const { reader } = this.#clusters.get(ref.cluster);
    await waitFor<void>(
      async () => {
        const live = await reader.get(ref, context);
        return live && live.metadata.uid === uid
          ? { done: false, why: whatHolds(live) }
          : { done: true, value: undefined };
      },
      {
        what: `${nameOf(ref)} to be gone`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }
}

function finalizersOf(live: KubernetesObject): string[] {
  return z.array(z.string()).safeParse(live.metadata.finalizers).data ?? [];
}

/** Why an application that is being deleted is still there, as a clause. */
function whatIsLeft(live: KubernetesObject): string {
  const application = parseApplication(live);
  const complaints = application && complaintsOf(application);
  if (complaints) {
    return complaints;
  }
  const others = finalizersOf(live).filter(
    finalizer => !finalizer.endsWith('.argocd.argoproj.io'),
  );
  if (others.length > 0) {
    return `it is held by ${others.join(', ')}`;
  }
  const left = (application?.status.resources ?? []).map(
    ({ kind, name }) => `${kind} ${name}`,
  );
  return left.length > 0
    ? `Argo CD removes what it deployed first (${left
        .slice(0, MAX_NAMED)
        .join(
          ', ',
        )}); if this lasts, see whether its application controller runs`
    : 'Argo CD has not let it go yet; if this lasts, see whether its application controller runs';
}
