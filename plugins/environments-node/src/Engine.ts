import type {
  ClassComponent,
  DesiredResource,
  InventoryItem,
  ObservedResource,
  PlannedChange,
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
    /** RFC 3339, UTC, or an empty string for never. */
    expiresAt: string;
  };
  class: { name: string; version: string };
  parameters: Record<string, unknown>;
  /** Facts of the catalog about entities that parameters name, by parameter. */
  entities: Record<string, unknown>;
  /** The Git host of the configuration (`cairn.git.url`), without a trailing slash; empty where none is configured. */
  git: { url: string };
}

/** Where and for whom an effect happens. */
export interface EffectContext {
  environmentId: string;
  /** Unique for this step of this run; the same again after a restart. */
  operationId: string;
  signal: AbortSignal;
  /** Says what is being waited for; shown live on the run. */
  progress(message: string): void;
}

/**
 * What plans, applies, observes and destroys the components of a class that name it. All effects are idempotent: a step
 * may be repeated after a crash with the same `operationId`.
 */
export interface Engine {
  readonly id: string;
  readonly capabilities: { plan: 'exact' | 'estimated' | 'none' };

  /** Pure: the same input gives the same objects. @throws InputError naming the component and the field. */
  render(
    component: ClassComponent,
    context: RenderContext,
    sources: ClassSources,
  ): Promise<DesiredResource[]>;

  /**
   * Compares with what is live; reads only. Answers a change for each desired resource, and a `delete` for each owned one
   * that is no longer desired. `index` is set by the caller.
   */
  plan(
    desired: DesiredResource[],
    owned: InventoryItem[],
    context: { environmentId: string; namespace: string; signal: AbortSignal },
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

  /** The live object of an item, secrets redacted; undefined where it is gone. */
  read(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Record<string, unknown> | undefined>;

  /** Deletes exactly the object with this UID and waits until it is gone. An object that is gone already is a success. */
  destroy(item: InventoryItem, context: EffectContext): Promise<void>;
}
