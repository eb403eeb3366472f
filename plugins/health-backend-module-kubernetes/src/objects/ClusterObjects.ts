import type { CollectionChange } from '@cairn/plugin-clusters-node';
import type { LabelSelector } from '@cairn/plugin-health-node';
import type { ClusterEvent } from './clusterEvent';
import { Grouped } from './Grouped';
import type { CronJob, Job } from './job';
import type { Pod } from './pod';
import type { Identity } from './wire';
import type { ReplicatedWorkload } from './workload';

/** The label by which the catalog's entities find their objects. */
const ID_LABEL = 'backstage.io/kubernetes-id';

export type Workload = ReplicatedWorkload | Job | CronJob;

/** A workload that nothing of ours controls, and everything below it. */
export interface Tree {
  /** A Pod where nothing controls it. */
  root: Workload | Pod;
  /** ReplicaSets of a Deployment. */
  replicaSets: ReplicatedWorkload[];
  /** Jobs of a CronJob. */
  jobs: Job[];
  pods: Pod[];
}

/** What is live of one cluster, so that a namespace or an id is answered without looking at everything. */
export class ClusterObjects {
  readonly #workloads = new Map<string, Workload>();
  readonly #workloadsIn = new Grouped<Workload>();
  readonly #controlledBy = new Grouped<Workload>();
  readonly #podsIn = new Grouped<Pod>();
  readonly #podsOf = new Grouped<Pod>();
  readonly #eventsIn = new Grouped<ClusterEvent>();
  /** Namespaces by the label's value, once for each object that has it. */
  readonly #namespacesById = new Grouped<string>();

  applyWorkload({ uid, before, after }: CollectionChange<Workload>): void {
    if (before) {
      this.#workloads.delete(uid);
      this.#workloadsIn.remove(before.namespace, uid);
      this.#controlledBy.remove(before.owner?.uid ?? '', uid);
      this.#forgetId(before);
    }
    if (after) {
      this.#workloads.set(uid, after);
      this.#workloadsIn.put(after.namespace, uid, after);
      if (after.owner) {
        this.#controlledBy.put(after.owner.uid, uid, after);
      }
      this.#knowId(after);
    }
  }

  applyPod({ uid, before, after }: CollectionChange<Pod>): void {
    if (before) {
      this.#podsIn.remove(before.namespace, uid);
      this.#podsOf.remove(before.owner?.uid ?? '', uid);
      this.#forgetId(before);
    }
    if (after) {
      this.#podsIn.put(after.namespace, uid, after);
      if (after.owner) {
        this.#podsOf.put(after.owner.uid, uid, after);
      }
      this.#knowId(after);
    }
  }

  applyEvent({ uid, before, after }: CollectionChange<ClusterEvent>): void {
    if (before) {
      this.#eventsIn.remove(before.namespace, uid);
    }
    if (after) {
      this.#eventsIn.put(after.namespace, uid, after);
    }
  }

  /** Every namespace that has something that health looks at. */
  namespaces(): string[] {
    return [
      ...new Set([...this.#workloadsIn.keys(), ...this.#podsIn.keys()]),
    ].sort();
  }

  /** Namespaces in which a workload or pod matches. */
  namespacesOf(selector: LabelSelector): string[] {
    const id = selector.equal.get(ID_LABEL);
    const candidates =
      id === undefined
        ? this.namespaces()
        : [...new Set(this.#namespacesById.of(id))].sort();
    return candidates.filter(
      namespace =>
        this.#workloadsIn
          .of(namespace)
          .some(({ labels }) => selector.matches(labels)) ||
        this.#podsIn
          .of(namespace)
          .some(({ labels }) => selector.matches(labels)),
    );
  }

  /**
   * What runs in a namespace, from its roots. A root matches a selector by its own labels or by those of one of its pods.
   */
  trees(namespace: string, selector?: LabelSelector): Tree[] {
    const roots = [
      ...this.#workloadsIn.of(namespace),
      ...this.#podsIn.of(namespace),
    ].filter(object => !this.#isBelow(object));
    return roots
      .map(root => this.#treeOf(root))
      .filter(
        ({ root, pods }) =>
          !selector ||
          selector.matches(root.labels) ||
          pods.some(({ labels }) => selector.matches(labels)),
      )
      .sort((a, b) => a.root.name.localeCompare(b.root.name, 'en'));
  }

  events(namespace: string): ClusterEvent[] {
    return this.#eventsIn.of(namespace);
  }

  /** Whether what controls it is shown itself, so that it needs no place of its own. */
  #isBelow({ owner }: Identity): boolean {
    return owner !== undefined && this.#workloads.has(owner.uid);
  }

  #treeOf(root: Workload | Pod): Tree {
    if (!('kind' in root)) {
      return { root, replicaSets: [], jobs: [], pods: [root] };
    }
    const below = this.#controlledBy.of(root.uid);
    const pods = [root, ...below].flatMap(({ uid }) => this.#podsOf.of(uid));
    return {
      root,
      replicaSets: below.flatMap(one =>
        one.kind === 'ReplicaSet' ? [one] : [],
      ),
      jobs: below.flatMap(one => (one.kind === 'Job' ? [one] : [])),
      pods: pods.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    };
  }

  #knowId({ labels, uid, namespace }: Identity): void {
    const id = labels[ID_LABEL];
    if (id !== undefined) {
      this.#namespacesById.put(id, uid, namespace);
    }
  }

  #forgetId({ labels, uid }: Identity): void {
    const id = labels[ID_LABEL];
    if (id !== undefined) {
      this.#namespacesById.remove(id, uid);
    }
  }
}
