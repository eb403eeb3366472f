import { ConflictError } from '@backstage/errors';
import {
  FencedClient,
  kubernetesObjectSchema,
  nameOf,
  type Clusters,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  ObservedResource,
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import {
  ClusterIdentities,
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
import { ApplicationChildren } from './ApplicationChildren';
import { ApplicationRemoval } from './ApplicationRemoval';
import { applicationReadiness, parseApplication } from './applicationStatus';
import { ApplicationSync } from './ApplicationSync';
import type { ArgoCdInstance } from './config';
import { lastDeployed, putsRight, splitFields } from './drift';
import { Hibernation, whyCannotSleep } from './hibernation';
import { judgePlan } from './judgePlan';
import { withKeptNames } from './keptNames';
import { readingOnly } from './readingOnly';
import { ARGOCD_API_VERSION, renderApplications } from './renderApplications';
import { SleepByScaling } from './SleepByScaling';
import { ASLEEP_SYNC_OPTIONS, sleepNoteOf } from './sleepNote';
import { linksTo, watchedKinds } from './watchedKinds';
import { Workloads } from './Workloads';

/**
 * Services from repositories, deployed by Argo CD: a project that keeps them in the environment's namespaces, and an application
 * each, written as objects to the API server of Argo CD's cluster.
 */
export class ArgoCdEngine implements Engine {
  readonly id = 'argocd';
  readonly version = 3;
  /** What the applications will make is in the repository and known to Argo CD only. */
  readonly capabilities = { plan: 'estimated', hibernate: true } as const;
  readonly #clusters: Clusters;
  readonly #reading: Clusters;
  readonly #instances: ArgoCdInstance[];
  readonly #planner: ObjectPlanner;
  readonly #effects: ObjectEffects;
  readonly #identities: ClusterIdentities;
  readonly #children: ApplicationChildren;
  readonly #workloads: Workloads;
  readonly #hibernation: Hibernation;
  readonly #scaling: SleepByScaling;
  readonly #sync: ApplicationSync;
  readonly #removal: ApplicationRemoval;

  constructor(options: {
    clusters: Clusters;
    instances: ArgoCdInstance[];
    /** Most that a deployment may take, in milliseconds. Default: five minutes. */
    syncTimeoutMs?: number;
    /** Most that a removal may take, in milliseconds. Default: three minutes. */
    removalTimeoutMs?: number;
  }) {
    const { clusters, instances, syncTimeoutMs, removalTimeoutMs } = options;
    this.#clusters = clusters;
    this.#reading = readingOnly(clusters);
    this.#instances = instances;
    this.#planner = new ObjectPlanner({ clusters });
    this.#effects = new ObjectEffects({ clusters });
    this.#identities = new ClusterIdentities(clusters);
    this.#children = new ApplicationChildren({ clusters, instances });
    this.#workloads = new Workloads({ clusters, children: this.#children });
    this.#hibernation = new Hibernation({
      clusters,
      workloads: this.#workloads,
    });
    this.#scaling = new SleepByScaling({
      workloads: this.#workloads,
      writer: (cluster, context) => this.#writer({ cluster }, context),
      timeoutMs: syncTimeoutMs,
    });
    this.#sync = new ApplicationSync({
      children: this.#children,
      timeoutMs: syncTimeoutMs,
    });
    this.#removal = new ApplicationRemoval({
      clusters,
      children: this.#children,
      timeoutMs: removalTimeoutMs,
    });
  }

  async render(
    component: ClassComponent,
    context: RenderContext,
  ): Promise<DesiredResource[]> {
    return renderApplications(component, context, this.#instances);
  }

  withKeptNames(
    desired: DesiredResource[],
    existing: ResourceRef[],
  ): DesiredResource[] {
    return withKeptNames(desired, existing);
  }

  async hibernated(
    desired: DesiredResource[],
    options: { signal: AbortSignal },
  ): Promise<DesiredResource[]> {
    return Promise.all(
      desired.map(resource => this.#hibernation.hibernated(resource, options)),
    );
  }

  async plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: PlanningContext,
  ): Promise<UnorderedChange[]> {
    const changes = await this.#planner.plan(desired, owned, context);
    return Promise.all(
      changes.map(change =>
        judgePlan(change, {
          clusters: this.#clusters,
          workloads: this.#workloads,
          context,
        }),
      ),
    );
  }

  async apply(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<Pick<InventoryItem, 'ref' | 'uid'>> {
    const { ref } = change;
    const reason = whyCannotSleep(change);
    if (reason !== undefined) {
      throw new ConflictError(`${nameOf(ref)} cannot be applied: ${reason}`);
    }
    const { written, revision } = splitFields(change.fields);
    const note = sleepNoteOf(kubernetesObjectSchema.parse(change.object));
    if (ref.kind === 'Application' && note === undefined && change.liveUid) {
      // Writing it makes forgotten what it had before.
      await this.#scaling.wake(change, context);
    }
    const live = await this.#effects.write(
      {
        ...change,
        fields: written,
        ...(change.operation === 'update' &&
          written.length === 0 && { operation: 'unchanged' }),
      },
      context,
    );
    if (!live) {
      return { ref, uid: change.liveUid ?? '' };
    }
    const uid = live.metadata.uid ?? '';
    if (ref.kind === 'Application' && change.operation !== 'unchanged') {
      if (note === undefined) {
        const writer = await this.#writer(ref, context);
        await this.#sync.sync(ref, { uid, revision }, writer, context);
      } else {
        if (putsRight(change.fields)) {
          const writer = await this.#writer(ref, context);
          await this.#sync.sync(
            ref,
            {
              uid,
              revision: lastDeployed(parseApplication(live)),
              syncOptions: ASLEEP_SYNC_OPTIONS,
            },
            writer,
            context,
          );
        }
        await this.#scaling.sleep({ ref, uid }, note, context, {
          wasAutomated: written.some(({ path }) =>
            path.startsWith('/spec/syncPolicy/automated'),
          ),
        });
      }
    }
    return { ref, uid };
  }

  async observe(
    items: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<Observation[]> {
    const [deployed, own] = await Promise.all([
      observeObjects(this.#reading, items.filter(isDeployed), {
        ...options,
        judge: readinessOf,
      }),
      observeObjects(
        this.#clusters,
        items.filter(item => !isDeployed(item)),
        {
          ...options,
          judge: object =>
            object.kind === 'Application'
              ? applicationReadiness(object)
              : readinessOf(object),
          linksOf: item => this.#linksOf(item),
        },
      ),
    ]);
    const seen = new Map([...deployed, ...own].map(one => [one.id, one]));
    return items.flatMap(({ id }) => seen.get(id) ?? []);
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
    return ownersOfFields(this.#clustersFor(item), item, paths, options);
  }

  async read(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Record<string, unknown> | undefined> {
    return new ObjectEffects({ clusters: this.#clustersFor(item) }).read(
      item,
      options,
    );
  }

  async destroy(item: InventoryItem, context: EffectContext): Promise<void> {
    if (item.ref.kind === 'Application') {
      const writer = await this.#writer(item.ref, context);
      await this.#removal.remove(item, writer, context);
      return;
    }
    if (item.ref.kind === 'AppProject') {
      await this.#removal.whenUnused(item.ref, context);
      await this.#effects.delete(item.ref, item.uid, context);
      return;
    }
    await this.#removal.letGo(item, context);
  }

  async children(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Array<Pick<InventoryItem, 'ref' | 'uid'>>> {
    if (item.ref.kind !== 'Application') {
      return [];
    }
    const live = await this.#clusters
      .get(item.ref.cluster)
      .writer.get(item.ref, options);
    if (!live || live.metadata.uid !== item.uid) {
      return [];
    }
    const children = await this.#children.of(item.ref, live, options);
    return children.map(({ ref, uid }) => ({ ref, uid }));
  }

  async confirmAbsent(
    item: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>,
    options: { signal: AbortSignal },
  ): Promise<Absence> {
    return confirmAbsent(this.#clustersFor(item), item, options);
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

  #clustersFor(item: Pick<InventoryItem, 'ref'>): Clusters {
    return isDeployed(item) ? this.#reading : this.#clusters;
  }

  async #writer(
    ref: Pick<InventoryItem['ref'], 'cluster'>,
    context: EffectContext,
  ): Promise<KubernetesClient> {
    await this.#identities.require(ref.cluster, context);
    return new FencedClient(
      this.#clusters.get(ref.cluster).writer,
      context.fence,
    );
  }

  #linksOf({ ref }: InventoryItem): ObservedResource['links'] {
    const instance = this.#instances.find(
      ({ cluster, namespace }) =>
        cluster === ref.cluster && namespace === ref.namespace,
    );
    return instance ? linksTo(instance, ref) : [];
  }
}

/** Whether an item was deployed by Argo CD instead of written by Cairn. */
function isDeployed({ ref }: Pick<InventoryItem, 'ref'>): boolean {
  return ref.apiVersion !== ARGOCD_API_VERSION;
}
