import {
  KindNotFoundError,
  kubernetesObjectSchema,
  type KubernetesStatusError,
  type Clusters,
  type KubernetesClient,
  type KubernetesObject,
  type ObjectRef,
} from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import { shown, plannedFields } from './comparable';
import { dryRunApply, dryRunCreate } from './dryRun';
import { mapLimited } from './mapLimited';
import {
  refused,
  stop,
  whyNotOurs,
  whyUnknown,
  type Outcome,
  type PlanningContext,
  type UnorderedChange,
} from './outcome';
import { NamespaceStates, type NamespaceState } from './NamespaceStates';

/** Requests to one API server at once: about the point where more does not make a plan faster. */
const PARALLEL = 5;
const MAX_TRIES = 3;
/** Replacing these loses data. */
const HOLDS_DATA = ['PersistentVolumeClaim', 'StatefulSet'];

/** Compares Kubernetes objects with what is live, by reads and dry runs only. */
export class ObjectPlanner {
  readonly #clusters: Clusters;
  readonly #standIn?: string;

  /** @param options.standIn - A namespace in which objects are tried whose own namespace does not exist yet. Default: none. */
  constructor(options: { clusters: Clusters; standIn?: string }) {
    this.#clusters = options.clusters;
    this.#standIn = options.standIn;
  }

  /**
   * A change for each desired object, in their order, then a `delete` for each owned one that is no longer desired, last
   * made first.
   *
   * @throws ClusterUnavailableError where a cluster does not answer.
   */
  async plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: PlanningContext,
  ): Promise<UnorderedChange[]> {
    const namespaces = new NamespaceStates(this.#clusters, context);
    const wanted = new Map<string, DesiredResource>();
    for (const resource of desired) {
      if (!wanted.has(keyOf(resource.ref))) {
        wanted.set(keyOf(resource.ref), resource);
      }
    }
    const ownedByKey = new Map(owned.map(item => [keyOf(item.ref), item]));

    const changes = await mapLimited(desired, PARALLEL, async resource => {
      const first = wanted.get(keyOf(resource.ref));
      const outcome =
        first === resource
          ? await this.#planOne(
              resource,
              ownedByKey.get(keyOf(resource.ref)),
              namespaces,
              context,
            )
          : stop(
              'conflict',
              `the component "${first?.component}" of the class makes it as well`,
            );
      return {
        component: resource.component,
        engine: resource.engine,
        ref: resource.ref,
        object: resource.object,
        fields: [],
        warnings: [],
        ...outcome,
      };
    });
    const deletes = await mapLimited(
      owned.filter(item => !wanted.has(keyOf(item.ref))).reverse(),
      PARALLEL,
      item => this.#planDelete(item, context),
    );
    return [...changes, ...deletes];
  }

  async #planOne(
    resource: DesiredResource,
    item: InventoryItem | undefined,
    namespaces: NamespaceStates,
    context: PlanningContext,
  ): Promise<Outcome> {
    const { ref } = resource;
    const object = kubernetesObjectSchema.parse(resource.object);
    const client = this.#clusters.get(ref.cluster).writer;
    try {
      await client.pathOf(ref);
      const state = await namespaces.of(ref);
      if (state.state === 'blocked') {
        return stop(state.operation, state.reason);
      }
      if (state.state === 'absent') {
        return await this.#planInNewNamespace(client, object, context, state);
      }
      return await this.#planInNamespace(client, object, item, context);
    } catch (error) {
      return stop('unknown', whyUnknown(error));
    }
  }

  /** What cannot be tried where it will be is tried in the stand-in, which has no quota or limits of its own. */
  async #planInNewNamespace(
    client: KubernetesClient,
    object: KubernetesObject,
    context: PlanningContext,
    state: NamespaceState,
  ): Promise<Outcome> {
    const standIn =
      this.#standIn === undefined
        ? undefined
        : await client.get(
            { apiVersion: 'v1', kind: 'Namespace', name: this.#standIn },
            context,
          );
    if (!standIn || standIn.metadata.deletionTimestamp) {
      return {
        operation: 'create',
        reason: `Its fields are checked by the API server only when it is written: ${
          state.reason
        }, and there is no namespace "${this.#standIn}" to try it in`,
      };
    }
    const tried = await dryRunCreate(
      client,
      {
        ...object,
        metadata: { ...object.metadata, namespace: standIn.metadata.name },
      },
      context,
    );
    if (tried.ok || tried.error.reason === 'AlreadyExists') {
      return { operation: 'create', warnings: tried.ok ? tried.warnings : [] };
    }
    return refused(tried.error);
  }

  async #planInNamespace(
    client: KubernetesClient,
    object: KubernetesObject,
    item: InventoryItem | undefined,
    context: PlanningContext,
  ): Promise<Outcome> {
    const ref: ObjectRef = {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    };
    let liveUid: string | undefined;
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      const live = await client.get(ref, context);
      if (!live) {
        const tried = await dryRunCreate(client, object, context);
        if (tried.ok) {
          return { operation: 'create', warnings: tried.warnings };
        }
        if (tried.error.reason !== 'AlreadyExists') {
          return refused(tried.error);
        }
        continue;
      }
      const notOurs = whyNotOurs(live, ref, item, context);
      if (notOurs) {
        return notOurs;
      }
      liveUid = live.metadata.uid;
      const compared = await this.#compare(client, object, live, context);
      if (compared) {
        return { liveUid: live.metadata.uid, before: shown(live), ...compared };
      }
    }
    return {
      ...stop('unknown', 'it changes all the time; try again in a moment'),
      liveUid,
    };
  }

  /** Undefined where the object changed between the look and the dry run, so that they cannot be compared. */
  async #compare(
    client: KubernetesClient,
    object: KubernetesObject,
    live: KubernetesObject,
    context: PlanningContext,
  ): Promise<Outcome | undefined> {
    const tried = await dryRunApply(client, object, live, context);
    if (tried.ok) {
      if (
        tried.object.metadata.resourceVersion !== live.metadata.resourceVersion
      ) {
        return undefined;
      }
      const fields = plannedFields(live, tried.object, object);
      return {
        operation: fields.length > 0 ? 'update' : 'unchanged',
        fields,
        warnings: tried.warnings,
      };
    }
    const { error } = tried;
    if (error.causes.includes('FieldManagerConflict')) {
      return stop(
        'conflict',
        `somebody else set fields of it that the class sets too: ${error.message}`,
      );
    }
    if (error.httpStatus === 409 || error.fields.includes('metadata.uid')) {
      return undefined;
    }
    if (error.reason === 'Invalid') {
      return this.#compareForReplace(client, object, live, error, context);
    }
    return refused(error);
  }

  /** A field that cannot be changed is refused in many wordings; that the object could be made anew is the proof. */
  async #compareForReplace(
    client: KubernetesClient,
    object: KubernetesObject,
    live: KubernetesObject,
    error: KubernetesStatusError,
    context: PlanningContext,
  ): Promise<Outcome> {
    const anew = await dryRunCreate(
      client,
      {
        ...object,
        metadata: {
          ...object.metadata,
          name: `cairn-try-${live.metadata.uid?.slice(0, 8)}`,
        },
      },
      context,
    );
    if (!anew.ok) {
      return refused(error);
    }
    if (HOLDS_DATA.includes(object.kind)) {
      return stop(
        'conflict',
        `${error.fields.join(', ')} cannot be changed, and replacing a ${
          object.kind
        } would lose its data`,
      );
    }
    return {
      operation: 'replace',
      fields: plannedFields(live, object, object).filter(
        change => 'after' in change,
      ),
      reason: `${error.fields.join(', ')} cannot be changed`,
      warnings: anew.warnings,
    };
  }

  async #planDelete(
    item: InventoryItem,
    context: PlanningContext,
  ): Promise<UnorderedChange> {
    const change: UnorderedChange = {
      component: item.component,
      engine: item.engine,
      operation: 'delete',
      ref: item.ref,
      liveUid: item.uid,
      fields: [],
      warnings: [],
    };
    try {
      const live = await this.#clusters
        .get(item.ref.cluster)
        .writer.get(item.ref, context);
      if (!live) {
        return { ...change, reason: 'It is gone already' };
      }
      if (live.metadata.uid !== item.uid) {
        return {
          ...change,
          reason:
            'It is gone already; an object of somebody else has its name now and stays',
        };
      }
      return { ...change, before: shown(live) };
    } catch (error) {
      if (error instanceof KindNotFoundError) {
        return { ...change, reason: 'The cluster does not know its kind' };
      }
      return { ...change, operation: 'unknown', reason: whyUnknown(error) };
    }
  }
}

function keyOf(ref: DesiredResource['ref']): string {
  return JSON.stringify([
    ref.cluster,
    // Versions of one group are views of one object.
    ref.apiVersion.split('/').slice(0, -1).join('/'),
    ref.kind,
    ref.namespace ?? '',
    ref.name,
  ]);
}
