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
  readonly #known = new Map<string, Promise<NamespaceState>>();

  constructor(
    clusters: Clusters,
    context: { environmentId: string; namespace: string; signal: AbortSignal },
  ) {
    this.#clusters = clusters;
    this.#context = context;
  }

  /** Of the namespace that an object lives in, or, for the environment's namespace, of itself. */
  async of(ref: ResourceRef): Promise<NamespaceState> {
    if (ref.namespace === undefined) {
      return { state: 'ready', reason: '' };
    }
    const key = `${ref.cluster}/${ref.namespace}`;
    const known =
      this.#known.get(key) ?? this.#look(ref.cluster, ref.namespace);
    this.#known.set(key, known);
    return known;
  }

  async #look(cluster: string, name: string): Promise<NamespaceState> {
    const live = await this.#clusters
      .get(cluster)
      .writer.get(
        { apiVersion: 'v1', kind: 'Namespace', name },
        { signal: this.#context.signal },
      );
    return isOwnNamespace(name, this.#context.namespace)
      ? this.#ownNamespace(live, name)
      : sharedNamespace(live, name);
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
