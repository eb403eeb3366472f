import {
  nameOf,
  waitFor,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import {
  confirmAbsent,
  findByLabel,
  judgeObject,
  ObjectEffects,
  ObjectPlanner,
  observeObjects,
  ownersOfFields,
  readinessOf,
  type Absence,
  type ClassSources,
  type EffectContext,
  type Engine,
  type FieldOwner,
  type FoundObjects,
  type Observation,
  type PlanningContext,
  type RenderContext,
  type UnorderedChange,
  type WatchedKind,
} from '@cairn/plugin-environments-node';
import type { KubernetesEngineConfig } from './config';
import { foreign } from './foreign';
import { withPlanned } from './generated';
import { hibernated, isAutoscaled, woken } from './hibernated';
import { renderObjects } from './renderObjects';
import { SEARCHED_KINDS } from './searchedKinds';
import { wake } from './wake';
import { withCredentials } from './withCredentials';

const SMALL_WAIT_MS = 60_000;
const WORKLOAD_WAIT_MS = 300_000;

/** How long objects of a kind may take until they can be used; others can be used as soon as they are there. */
const WAITS: Record<string, number> = {
  Namespace: SMALL_WAIT_MS,
  ResourceQuota: SMALL_WAIT_MS,
  Pod: WORKLOAD_WAIT_MS,
  Deployment: WORKLOAD_WAIT_MS,
  StatefulSet: WORKLOAD_WAIT_MS,
  DaemonSet: WORKLOAD_WAIT_MS,
  Job: WORKLOAD_WAIT_MS,
};

/** Plain manifests, written to a cluster by Cairn itself. */
export class KubernetesEngine implements Engine {
  readonly id = 'kubernetes';
  readonly version = 2;
  readonly capabilities = { plan: 'exact', hibernate: true } as const;
  readonly #clusters: Clusters;
  readonly #planner: ObjectPlanner;
  readonly #effects: ObjectEffects;

  constructor(options: { clusters: Clusters; config: KubernetesEngineConfig }) {
    const { clusters, config } = options;
    this.#clusters = clusters;
    this.#planner = new ObjectPlanner({
      clusters,
      standIn: config.standInNamespace,
      complete: (object, live) => withPlanned(woken(object, live), live),
    });
    this.#effects = new ObjectEffects({ clusters });
  }

  async render(
    component: ClassComponent,
    context: RenderContext,
    sources: ClassSources,
  ): Promise<DesiredResource[]> {
    return renderObjects(component, context, sources);
  }

  async hibernated(
    desired: DesiredResource[],
    options: { signal: AbortSignal },
  ): Promise<DesiredResource[]> {
    return Promise.all(
      desired.map(async resource => {
        const { cluster } = resource.ref;
        return hibernated(
          resource,
          isAutoscaled(resource.object)
            ? await this.#clusters
                .get(cluster)
                .writer.get(resource.ref, options)
            : undefined,
        );
      }),
    );
  }

  async plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: PlanningContext,
  ): Promise<UnorderedChange[]> {
    return this.#planner.plan(desired, owned, context);
  }

  async apply(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<Pick<InventoryItem, 'ref' | 'uid'>> {
    const live = await this.#write(change, context);
    if (!live) {
      return { ref: change.ref, uid: change.liveUid ?? '' };
    }
    await this.#waitUntilUsable(change.ref, live, context);
    return { ref: change.ref, uid: live.metadata.uid ?? '' };
  }

  async observe(
    items: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<Observation[]> {
    return observeObjects(this.#clusters, items, {
      ...options,
      judge: readinessOf,
    });
  }

  watched(): WatchedKind[] {
    return SEARCHED_KINDS.map(kind => ({ ...kind, judge: judgeObject }));
  }

  async ownersOf(
    item: InventoryItem,
    paths: string[],
    options: { signal: AbortSignal },
  ): Promise<FieldOwner[]> {
    return ownersOfFields(this.#clusters, item, paths, options);
  }

  async read(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Record<string, unknown> | undefined> {
    return this.#effects.read(item, options);
  }

  async destroy(item: InventoryItem, context: EffectContext): Promise<void> {
    await this.#effects.delete(item.ref, item.uid, context, {
      // The pods of a workload are gone before it is said to be gone.
      propagation: 'Foreground',
    });
  }

  async foreign(
    owned: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<ResourceRef[]> {
    return foreign(this.#clusters, owned, options);
  }

  async confirmAbsent(
    item: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>,
    options: { signal: AbortSignal },
  ): Promise<Absence> {
    return confirmAbsent(this.#clusters, item, options);
  }

  async find(
    cluster: string,
    options: { environmentId?: string; signal: AbortSignal },
  ): Promise<FoundObjects> {
    return findByLabel(this.#clusters, cluster, SEARCHED_KINDS, options);
  }

  async #write(change: PlannedChange, context: EffectContext) {
    const client = this.#clusters.get(change.ref.cluster).writer;
    const rest =
      change.operation === 'update'
        ? await wake(change, context, client)
        : change;
    return this.#effects.write(
      await withCredentials(rest, context, client),
      context,
    );
  }

  async #waitUntilUsable(
    ref: PlannedChange['ref'],
    written: KubernetesObject,
    context: EffectContext,
  ): Promise<void> {
    const timeoutMs = WAITS[ref.kind];
    if (timeoutMs === undefined) {
      return;
    }
    const client = this.#clusters.get(ref.cluster).writer;
    let live: KubernetesObject | undefined = written;
    await waitFor(
      async () => {
        live ??= await client.get(ref, context);
        const { status, message } = live
          ? readinessOf(live)
          : { status: 'Missing', message: 'it was deleted by somebody else' };
        // What was written is judged once; from then on what is live.
        live = undefined;
        if (status !== 'Ready') {
          return { done: false, why: message };
        }
        if (ref.kind === 'Namespace' && !(await this.#hasAccount(ref))) {
          return {
            done: false,
            why: 'its default service account is not there yet',
          };
        }
        return { done: true, value: undefined };
      },
      {
        what: nameOf(ref),
        timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }

  /** Pods are refused in a namespace until its default service account is there. */
  async #hasAccount(ref: PlannedChange['ref']): Promise<boolean> {
    const account = await this.#clusters.get(ref.cluster).writer.get({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      namespace: ref.name,
      name: 'default',
    });
    return account !== undefined;
  }
}
