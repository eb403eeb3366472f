import {
  describeOrigin,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import { isOwnedBy } from './ownership';

/** Whether objects can be planned in a namespace. */
export type NamespaceState =
  | { state: 'ready'; reason: string }
  /** It will be made by the same plan. */
  | { state: 'absent'; reason: string }
  | { state: 'blocked'; operation: 'conflict' | 'unknown'; reason: string };

/** Looks at each namespace of a plan once. */
export class NamespaceStates {
  readonly #clusters: Clusters;
  readonly #context: {
    environmentId: string;
    namespace: string;
    signal: AbortSignal;
  };
  readonly #live = new Map<string, Promise<KubernetesObject | undefined>>();

  constructor(
    clusters: Clusters,
    context: { environmentId: string; namespace: string; signal: AbortSignal },
  ) {
    this.#clusters = clusters;
    this.#context = context;
  }

  /** Of the namespace that an object lives in. */
  async of(ref: ResourceRef): Promise<NamespaceState> {
    if (ref.namespace === undefined) {
      return { state: 'ready', reason: '' };
    }
    const live = await this.live(ref.cluster, ref.namespace);
    return isOwnNamespace(ref.namespace, this.#context.namespace)
      ? this.#ownNamespace(live, ref.namespace)
      : sharedNamespace(live, ref.namespace);
  }

  /** A namespace as it was when it was first asked for. */
  async live(
    cluster: string,
    name: string,
  ): Promise<KubernetesObject | undefined> {
    const key = `${cluster}/${name}`;
    const known =
      this.#live.get(key) ??
      this.#clusters
        .get(cluster)
        .writer.get(
          { apiVersion: 'v1', kind: 'Namespace', name },
          { signal: this.#context.signal },
        );
    this.#live.set(key, known);
    return known;
  }

  #ownNamespace(
    live: KubernetesObject | undefined,
    name: string,
  ): NamespaceState {
    if (!live) {
      return {
        state: 'absent',
        reason: `the namespace "${name}" is not there yet`,
      };
    }
    if (!isOwnedBy(live, this.#context.environmentId)) {
      return {
        state: 'blocked',
        operation: 'conflict',
        reason: `its namespace "${name}" exists and does not belong to this environment: ${describeOrigin(
          live,
        )}`,
      };
    }
    return isTerminating(live) ?? { state: 'ready', reason: '' };
  }
}

/** A namespace that others own as well, for example Argo CD's. */
function sharedNamespace(
  live: KubernetesObject | undefined,
  name: string,
): NamespaceState {
  if (!live) {
    return {
      state: 'blocked',
      operation: 'unknown',
      reason: `the namespace "${name}" is not there; what should be installed in it is missing or still being installed`,
    };
  }
  return isTerminating(live) ?? { state: 'ready', reason: '' };
}

function isTerminating(live: KubernetesObject): NamespaceState | undefined {
  return live.metadata.deletionTimestamp === undefined
    ? undefined
    : {
        state: 'blocked',
        operation: 'unknown',
        reason: `the namespace "${live.metadata.name}" is being deleted; try again when it is gone`,
      };
}

/** Whether a namespace is an environment's own: its first one, or one named after that. */
export function isOwnNamespace(name: string, first: string): boolean {
  return name === first || name.startsWith(`${first}--`);
}
