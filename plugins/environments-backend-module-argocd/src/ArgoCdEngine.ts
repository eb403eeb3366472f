import { ServiceUnavailableError } from '@backstage/errors';
import {
  KindNotFoundError,
  waitFor,
  isSuccess,
  statusError,
  nameOf,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  ObservedResource,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import {
  confirmAbsent,
  findByLabel,
  ObjectEffects,
  ObjectPlanner,
  observeObjects,
  ownersOfFields,
  readinessOf,
  type Absence,
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
import {
  applicationReadiness,
  complaintsOf,
  parseApplication,
} from './applicationStatus';
import { ApplicationSync, refOfDeployed } from './ApplicationSync';
import type { ArgoCdInstance } from './config';
import {
  ARGOCD_API_VERSION,
  CASCADE_FINALIZER,
  renderApplications,
} from './renderApplications';
import { linksTo, watchedKinds } from './watchedKinds';

const DELETE_WAIT_MS = 180_000;
const CASCADE_WAIT_MS = 60_000;

/**
 * Services from repositories, deployed by Argo CD: a project that keeps them in the environment's namespace, and an application
 * each, written as objects to the API server of Argo CD's cluster.
 */
export class ArgoCdEngine implements Engine {
  readonly id = 'argocd';
  /** What the applications will make is in the repository and known to Argo CD only. */
  readonly capabilities = { plan: 'estimated', hibernate: true } as const;
  readonly #clusters: Clusters;
  readonly #instances: ArgoCdInstance[];
  readonly #planner: ObjectPlanner;
  readonly #effects: ObjectEffects;
  readonly #sync: ApplicationSync;

  constructor(options: {
    clusters: Clusters;
    instances: ArgoCdInstance[];
    /** Most that a deployment may take, in milliseconds. Default: five minutes. */
    syncTimeoutMs?: number;
  }) {
    const { clusters, instances, syncTimeoutMs } = options;
    this.#clusters = clusters;
    this.#instances = instances;
    this.#planner = new ObjectPlanner({ clusters });
    this.#effects = new ObjectEffects({ clusters });
    this.#sync = new ApplicationSync({ clusters, timeoutMs: syncTimeoutMs });
  }

  async render(
    component: ClassComponent,
    context: RenderContext,
  ): Promise<DesiredResource[]> {
    return renderApplications(component, context, this.#instances);
  }

  async hibernated(desired: DesiredResource[]): Promise<DesiredResource[]> {
    return desired;
  }

  async plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: PlanningContext,
  ): Promise<UnorderedChange[]> {
    const changes = await this.#planner.plan(desired, owned, context);
    const missing = await this.#clustersWithout(desired);
    return changes.map(change =>
      change.operation === 'unknown' && missing.has(change.ref.cluster)
        ? {
            ...change,
            reason: `Argo CD is not installed in the cluster "${change.ref.cluster}" yet, so nothing can be deployed by it; see the Platform page`,
          }
        : change,
    );
  }

  async apply(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<Pick<InventoryItem, 'ref' | 'uid'>> {
    const live = await this.#effects.write(change, context);
    if (!live) {
      return { ref: change.ref, uid: change.liveUid ?? '' };
    }
    const uid = live.metadata.uid ?? '';
    if (change.ref.kind === 'Application' && change.operation !== 'unchanged') {
      await this.#sync.sync(change.ref, uid, context);
    }
    return { ref: change.ref, uid };
  }

  async observe(
    items: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<Observation[]> {
    return observeObjects(this.#clusters, items, {
      ...options,
      judge: object =>
        object.kind === 'Application'
          ? applicationReadiness(object)
          : readinessOf(object),
      linksOf: item => this.#linksOf(item),
    });
  }

  watched(cluster: string): WatchedKind[] {
    return this.#instances
      .filter(instance => instance.cluster === cluster)
      .flatMap(instance => watchedKinds(instance));
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
    if (item.ref.kind !== 'Application') {
      await this.#effects.delete(item.ref, item.uid, context);
      return;
    }
    const deployed = await this.#prepareCascade(item, context);
    await this.#effects.delete(item.ref, item.uid, context, {
      timeoutMs: DELETE_WAIT_MS,
      holding: whatIsLeft,
    });
    await this.#confirmGone(item, deployed, context);
  }

  async children(): Promise<[]> {
    return [];
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
    const kinds = this.#instances
      .filter(instance => instance.cluster === cluster)
      .flatMap(({ namespace }) =>
        ['AppProject', 'Application'].map(kind => ({
          apiVersion: ARGOCD_API_VERSION,
          kind,
          namespace,
        })),
      );
    return findByLabel(this.#clusters, cluster, kinds, options);
  }

  /** Somebody may have taken the finalizer away; without it what was deployed would stay. */
  async #prepareCascade(
    item: InventoryItem,
    context: EffectContext,
  ): Promise<Array<ReturnType<typeof refOfDeployed>>> {
    const client = this.#clusters.get(item.ref.cluster).writer;
    const live = await client.get(item.ref, context);
    if (!live || live.metadata.uid !== item.uid) {
      return [];
    }
    const deployed = (parseApplication(live)?.status.resources ?? []).map(
      refOfDeployed,
    );
    const finalizers = Array.isArray(live.metadata.finalizers)
      ? live.metadata.finalizers
      : [];
    if (
      live.metadata.deletionTimestamp === undefined &&
      !finalizers.includes(CASCADE_FINALIZER)
    ) {
      const response = await client.request({
        method: 'PATCH',
        path: await client.pathOf(item.ref),
        contentType: 'application/merge-patch+json',
        body: {
          metadata: {
            uid: item.uid,
            resourceVersion: live.metadata.resourceVersion ?? '',
            finalizers: [...finalizers, CASCADE_FINALIZER],
          },
        },
        signal: context.signal,
      });
      if (!isSuccess(response)) {
        throw statusError(response, `prepare the removal of ${item.ref.name}`);
      }
    }
    return deployed;
  }

  async #confirmGone(
    item: InventoryItem,
    deployed: Array<ReturnType<typeof refOfDeployed>>,
    context: EffectContext,
  ): Promise<void> {
    const client = this.#clusters.get(item.ref.cluster).writer;
    for (const ref of deployed) {
      await waitFor<void>(
        async () => {
          const live = await this.#readable(() => client.get(ref, context));
          return live
            ? { done: false, why: 'Argo CD said that it removed it' }
            : { done: true, value: undefined };
        },
        {
          what: `${nameOf(ref)} to be gone`,
          timeoutMs: CASCADE_WAIT_MS,
          signal: context.signal,
          progress: context.progress,
        },
      );
    }
  }

  /** Kinds that the writer may not read are left to the removal of the namespace. */
  async #readable(
    read: () => Promise<KubernetesObject | undefined>,
  ): Promise<KubernetesObject | undefined> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof ServiceUnavailableError) {
        throw error;
      }
      return undefined;
    }
  }

  async #clustersWithout(desired: DesiredResource[]): Promise<Set<string>> {
    const missing = new Set<string>();
    for (const { ref } of desired) {
      if (!missing.has(ref.cluster)) {
        await this.#clusters
          .get(ref.cluster)
          .writer.pathOf(ref)
          .catch(error => {
            if (!(error instanceof KindNotFoundError)) {
              throw error;
            }
            missing.add(ref.cluster);
          });
      }
    }
    return missing;
  }

  #linksOf({ ref }: InventoryItem): ObservedResource['links'] {
    const instance = this.#instances.find(
      ({ cluster, namespace }) =>
        cluster === ref.cluster && namespace === ref.namespace,
    );
    return instance ? linksTo(instance, ref) : [];
  }
}

/** Why an application that is being deleted is still there, as a clause. */
function whatIsLeft(live: KubernetesObject): string {
  const application = parseApplication(live);
  const complaints = application && complaintsOf(application);
  if (complaints) {
    return complaints;
  }
  const left = (application?.status.resources ?? []).map(
    ({ kind, name }) => `${kind} ${name}`,
  );
  return left.length > 0
    ? `Argo CD removes what it deployed first (${left
        .slice(0, 5)
        .join(
          ', ',
        )}); if this lasts, see whether its application controller runs`
    : 'Argo CD has not let it go yet; if this lasts, see whether its application controller runs';
}
