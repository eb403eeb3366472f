import {
  kubernetesObjectSchema,
  type Clusters,
} from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import { mapLimited } from './mapLimited';
import {
  stop,
  whyUnknown,
  type Outcome,
  type PlanningContext,
  type UnorderedChange,
} from './outcome';
import { NamespaceStates } from './NamespaceStates';
import { planDelete } from './planDelete';
import {
  planInNamespace,
  planInNewNamespace,
  type Completion,
} from './planObject';
import { withinQuotas } from './quota/withinQuotas';
import { PodTrials } from './podTrial';
import { StandIn } from './StandIn';

/** Requests to one API server at once: about the point where more does not make a plan faster. */
const PARALLEL = 5;

/** Compares Kubernetes objects with what is live, by reads and dry runs only. */
export class ObjectPlanner {
  readonly #clusters: Clusters;
  readonly #standIn?: string;
  readonly #complete: Completion;

  /**
   * @param options.standIn - A namespace in which objects are tried whose own namespace does not exist yet. Default: none.
   * @param options.complete - Default: an object is planned as it was rendered.
   */
  constructor(options: {
    clusters: Clusters;
    standIn?: string;
    complete?: Completion;
  }) {
    this.#clusters = options.clusters;
    this.#standIn = options.standIn;
    this.#complete = options.complete ?? (object => object);
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
    const standIn = new StandIn(this.#clusters, this.#standIn, context.signal);
    const pods = new PodTrials(context);
    const wanted = new Map<string, DesiredResource>();
    for (const resource of desired) {
      if (!wanted.has(keyOf(resource.ref))) {
        wanted.set(keyOf(resource.ref), resource);
      }
    }
    const ownedByKey = new Map(owned.map(item => [keyOf(item.ref), item]));
    lookAhead(desired, { ownedByKey, namespaces, standIn });

    const changes = await mapLimited(desired, PARALLEL, async resource => {
      const first = wanted.get(keyOf(resource.ref));
      const outcome =
        first === resource
          ? await this.#planOne(resource, {
              item: ownedByKey.get(keyOf(resource.ref)),
              desired,
              namespaces,
              standIn,
              pods,
              context,
            })
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
      item => planDelete(this.#clusters, item, context),
    );
    return withinQuotas([...changes, ...deletes], {
      clusters: this.#clusters,
      namespaces,
      context,
    });
  }

  async #planOne(
    resource: DesiredResource,
    {
      item,
      desired,
      namespaces,
      standIn,
      pods,
      context,
    }: {
      item: InventoryItem | undefined;
      desired: DesiredResource[];
      namespaces: NamespaceStates;
      standIn: StandIn;
      pods: PodTrials;
      context: PlanningContext;
    },
  ): Promise<Outcome> {
    const { ref } = resource;
    const client = this.#clusters.get(ref.cluster).writer;
    const planning = {
      client,
      cluster: ref.cluster,
      pods,
      object: kubernetesObjectSchema.parse(resource.object),
      complete: this.#complete,
      context,
    };
    try {
      await client.pathOf(ref);
      const state = await namespaces.of(ref);
      if (state.state === 'blocked') {
        return stop(state.operation, state.reason);
      }
      const namespace = desired.find(
        one => one.ref.kind === 'Namespace' && one.ref.name === ref.namespace,
      );
      if (state.state === 'absent') {
        if (!namespace) {
          return stop(
            'conflict',
            `${state.reason}, and nothing in the class makes it`,
          );
        }
        return await planInNewNamespace({
          ...planning,
          namespace: namespace.object,
          standIn,
          why: state.reason,
        });
      }
      return await planInNamespace({
        ...planning,
        item,
        ...(ref.kind === 'Namespace' &&
          ref.apiVersion === 'v1' && {
            seen: namespaces.live(ref.cluster, ref.name),
          }),
      });
    } catch (error) {
      return stop('unknown', whyUnknown(error));
    }
  }
}

/** Begins what nearly every object will ask for, so that none waits for one after the other. */
function lookAhead(
  desired: DesiredResource[],
  {
    ownedByKey,
    namespaces,
    standIn,
  }: {
    ownedByKey: Map<string, InventoryItem>;
    namespaces: NamespaceStates;
    standIn: StandIn;
  },
): void {
  for (const { ref } of desired) {
    if (ref.kind === 'Namespace' && ref.apiVersion === 'v1') {
      // Whoever needs them says what went wrong.
      namespaces.live(ref.cluster, ref.name).catch(() => undefined);
      if (!ownedByKey.has(keyOf(ref))) {
        standIn.of(ref.cluster).catch(() => undefined);
      }
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
