import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  ObservedResource,
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import type { ClassSources } from './EnvironmentClasses';

/** What expressions in a class can see (`${{ environment.name }}`), and nothing else. */
export interface RenderContext {
  environment: {
    /** UUID of the environment. At plan time it is already the one that the environment will have. */
    id: string;
    name: string;
    /** `env-` and the name. The only namespace that the environment may touch. */
    namespace: string;
    owner: string;
    /** Name of the owner group without kind and namespace; what its members' tokens carry as a group. */
    ownerName: string;
    cluster: string;
  };
  class: { name: string; version: string };
  parameters: Record<string, unknown>;
  /** Facts of the catalog about entities that parameters name, by parameter. */
  entities: Record<string, unknown>;
  /** The Git host of the configuration (`cairn.git.url`), without a trailing slash; empty where none is configured. */
  git: { url: string };
}

/**
 * What an API server is told of who writes: refused where another worker holds a newer token of the same environment (an
 * admission policy compares it with what the newest worker wrote down in the cluster).
 */
export interface Fence {
  environmentId: string;
  /** Grows with every worker that takes a run. */
  token: number;
}

/** Where and for whom an effect happens. */
export interface EffectContext {
  environmentId: string;
  fence: Fence;
  /**
   * UIDs of the namespace `kube-system`, by the name of the cluster, as they were when the plan was made. An effect in a
   * cluster that is another one now must not happen, and an object is not gone because another cluster does not have it.
   */
  clusterIdentities: ReadonlyMap<string, string>;
  /** Unique for this step of this run; the same again after a restart. */
  operationId: string;
  signal: AbortSignal;
  /** Says what is being waited for; shown live on the run. */
  progress(message: string): void;
}

/** What an engine is told when it plans. */
export interface PlanContext {
  environmentId: string;
  /** The environment's first namespace, `env-` and its name. Others of it begin with that and two hyphens. */
  namespace: string;
  signal: AbortSignal;
}

/** An object that was found by the label of an environment. */
export interface FoundObject {
  ref: ResourceRef;
  uid: string;
  /** What its label says. */
  environmentId: string;
  /** The operation that made or changed it last, as it says; anybody can write a label, but nobody else knows a step's operation. */
  operationId?: string;
  /** RFC 3339, UTC, as its system has it. */
  createdAt?: string;
  /** Component of the class, as its label says; absent: it has no such label. */
  component?: string;
  /** Whether another object owns it, with which it goes. */
  owned: boolean;
  /** Whether its engine keeps objects of this kind in one namespace of its own, not in those of environments. */
  apart?: boolean;
}

export interface FoundObjects {
  objects: FoundObject[];
  /** Kinds that were searched. */
  kinds: number;
  /** Kinds that could not be searched, and why. `unserved`: the cluster does not know the kind, so it has none of it. */
  failed: Array<{ kind: string; message: string; unserved?: boolean }>;
}

/** How an object is, by what is known of it without asking for more. */
export interface Judgement
  extends Pick<ObservedResource, 'status' | 'message'> {
  /** Where a person can look at it. Default: nowhere. */
  links?: ObservedResource['links'];
  /** Whether something runs because of it; absent: nothing ever does. */
  runs?: boolean;
  /** From when on this says nothing any more, in milliseconds since 1970, and why. */
  stale?: { at: number; message: string };
  /** Why its own system says that it is not as it should be, for example that Argo CD finds it out of sync. */
  drift?: string;
  /** Another text whenever `Engine.children` may have another answer; absent: it never has any. */
  childrenMark?: string;
}

/** A kind whose objects are watched, those with the label of an environment. */
export interface WatchedKind {
  apiVersion: string;
  kind: string;
  /** Default: all namespaces. */
  namespace?: string;
  /** Pure and quick: called for each object and each change of it. */
  judge(object: KubernetesObject): Judgement;
}

/** Who set a field last, as its system keeps it. */
export interface FieldOwner {
  /** JSON pointer. */
  path: string;
  /** Absent: nobody is known to own it. */
  manager?: string;
  /** RFC 3339, UTC. */
  changedAt?: string;
}

/** Whether an object is gone. `unknown` where that cannot be told: no answer, another cluster, a kind that is not served. */
export type Absence =
  | { state: 'absent'; confirmedAt: string }
  | { state: 'present' | 'unknown'; message: string };

/**
 * What plans, applies, observes and destroys the components of a class that name it. All effects are idempotent: a step
 * may be repeated after a crash with the same `operationId`.
 */
export interface Engine {
  readonly id: string;
  /**
   * Raised whenever the same class would be rendered or planned otherwise, or the same plan done otherwise. Part of every
   * digest, so that a yes given before the change is not a yes to what is done after it. Default 1.
   */
  readonly version?: number;
  readonly capabilities: {
    plan: 'exact' | 'estimated' | 'none';
    /** Whether `hibernated` does anything. */
    hibernate: boolean;
  };

  /** Pure: the same input gives the same objects. @throws InputError naming the component and the field. */
  render(
    component: ClassComponent,
    context: RenderContext,
    sources: ClassSources,
  ): Promise<DesiredResource[]>;

  /**
   * The same resources under the names that they were made with, where an earlier version of the engine named them otherwise:
   * under another name they would be made anew. Pure. Absent: it never has.
   *
   * @param existing - what the environment has
   */
  withKeptNames?(
    desired: DesiredResource[],
    existing: ResourceRef[],
  ): DesiredResource[];

  /**
   * The same resources as they are while the environment sleeps: nothing runs, no data is lost, and planning the resources
   * without this wakes it. Reads at most; deterministic as long as what it reads stays the same.
   */
  hibernated(
    desired: DesiredResource[],
    context: { signal: AbortSignal },
  ): Promise<DesiredResource[]>;

  /**
   * Compares with what is live; reads only. Answers a change for each desired resource, and a `delete` for each owned one
   * that is no longer desired. `index` is set by the caller.
   */
  plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: PlanContext,
  ): Promise<Array<Omit<PlannedChange, 'index'>>>;

  /** One effect, and waits until the object can be used. Answers what is owned afterwards. */
  apply(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<Pick<InventoryItem, 'ref' | 'uid'>>;

  /** How the objects are now. Never throws because a system is away: answers `Unknown` with the reason. */
  observe(
    items: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<
    Array<Omit<ObservedResource, keyof InventoryItem> & { id: string }>
  >;

  /**
   * Kinds of which every object with an environment's label is watched in a cluster, so that nobody has to ask how it is.
   * Objects of other kinds are looked at with `observe`, which is slower and rarer.
   */
  watched(cluster: string): WatchedKind[];

  /** Who set fields of an item, for each path. Never throws: what cannot be told is left out of the owner. */
  ownersOf(
    item: InventoryItem,
    paths: string[],
    options: { signal: AbortSignal },
  ): Promise<FieldOwner[]>;

  /** The live object of an item, secrets redacted; undefined where it is gone. */
  read(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Record<string, unknown> | undefined>;

  /** Deletes exactly the object with this UID and waits until it is gone. An object that is gone already is a success. */
  destroy(item: InventoryItem, context: EffectContext): Promise<void>;

  /** What an item made that is not in a plan, for example what Argo CD deployed for an application. Absent: never anything. */
  children?(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Array<Pick<InventoryItem, 'ref' | 'uid'>>>;

  /** Whether exactly this object, in exactly this cluster, is gone. Never throws. */
  confirmAbsent(
    item: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>,
    options: { signal: AbortSignal },
  ): Promise<Absence>;

  /**
   * What others put into items of this engine, which goes with them, for example what is in a namespace. Absent: its items
   * hold nothing.
   *
   * @param owned - everything that the environment owns, of all engines: what is not of others
   * @throws where that cannot be told
   */
  foreign?(
    owned: InventoryItem[],
    options: { signal: AbortSignal },
  ): Promise<ResourceRef[]>;

  /**
   * Everything in a cluster that carries an environment's label, of every kind that this engine makes. Never throws.
   *
   * @param options.environmentId - Default: of every environment.
   */
  find(
    cluster: string,
    options: { environmentId?: string; signal: AbortSignal },
  ): Promise<FoundObjects>;
}
