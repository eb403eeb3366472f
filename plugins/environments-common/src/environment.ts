import type { EnvironmentMode, ResourceRef } from './plan';
import type { RunSummary } from './run';

/** `Unknown` where it cannot be told now, never a guess. */
export type EnvironmentState =
  | 'Provisioning'
  | 'Ready'
  | 'Degraded'
  | 'Drifted'
  | 'Expiring'
  | 'Hibernated'
  | 'Destroying'
  | 'Destroyed'
  | 'Failed'
  | 'Unknown';

/** As Kubernetes has them. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  /** RFC 3339, UTC. */
  since: string;
}

/** How long an environment lives, and what can be done about it. Times are RFC 3339, UTC. */
export interface Lease {
  /** When it is destroyed; absent: only when somebody does it. */
  expiresAt?: string;
  renewals: { used: number; allowed: number };
  /** Where the end would be after an extension now; absent: it cannot be moved, and `extendRefusal` says why. */
  extendableTo?: string;
  extendRefusal?: string;
  /** When it is put to sleep next by its class, and why; absent: it is not. */
  hibernatesAt?: string;
  hibernatesBecause?: 'idle' | 'schedule';
  /** When it is woken next by its class's schedule; absent: it is not. */
  wakesAt?: string;
  /** When something was done with it last, by which idleness is counted: a run, an extension, a deployment. */
  lastActivityAt: string;
}

export interface Environment {
  /** UUID; never used again, unlike the name. */
  id: string;
  /** DNS label, unique among those that are not destroyed. */
  name: string;
  title: string;
  owner: string;
  class: { name: string; version: string };
  cluster: string;
  namespace: string;
  parameters: Record<string, unknown>;
  /** What it is meant to be; `state` says what it is. */
  mode: EnvironmentMode;
  /** A newer version of its class; absent: it has the newest, or the class is gone. */
  upgrade?: { version: string };
  /** Entity refs of the catalog entities that its parameters name, for example the component it runs. */
  entities: string[];
  state: EnvironmentState;
  /** One sentence: why it is in this state. */
  reason: string;
  /** RFC 3339, UTC: since when it is in this state. */
  since: string;
  conditions: Condition[];
  /** RFC 3339, UTC: when it was last looked at in its systems; absent: not yet. */
  observedAt?: string;
  outputs: Record<string, string>;
  createdAt: string;
  createdBy: string;
  /** End of its lifetime; absent: until it is destroyed. The same as `lease.expiresAt`. */
  expiresAt?: string;
  lease: Lease;
  destroyedAt?: string;
  lastRun?: RunSummary;
}

/** An external object that an environment owns. */
export interface InventoryItem {
  id: string;
  component: string;
  engine: string;
  ref: ResourceRef;
  /** UID of the object in its system. */
  uid: string;
  /** UID of the namespace `kube-system` of its cluster: what tells it from another cluster under the same address. */
  clusterIdentity?: string;
  /** Id of the item that made it, for example of an application; absent: Cairn made it itself. */
  parent?: string;
  createdAt: string;
}

/** An inventory item and how it is now. */
export interface ObservedResource extends InventoryItem {
  status: 'Ready' | 'Progressing' | 'Degraded' | 'Missing' | 'Unknown';
  message: string;
  observedAt: string;
  /** Where a person can look at it, for example in Argo CD. */
  links: Array<{ title: string; url: string }>;
}

/** All states, in the order in which a filter offers them. */
export const environmentStates = [
  'Provisioning',
  'Ready',
  'Degraded',
  'Drifted',
  'Expiring',
  'Hibernated',
  'Destroying',
  'Destroyed',
  'Failed',
  'Unknown',
] as const satisfies readonly EnvironmentState[];

export interface EnvironmentPage {
  items: Environment[];
  /** Of all that match, not only this page. */
  total: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** An environment and everything it owns, for other plugins: where its objects are and whose they are. */
export interface EnvironmentInventory {
  id: string;
  name: string;
  title: string;
  /** Entity ref of a group. */
  owner: string;
  class: { name: string; version: string };
  cluster: string;
  namespace: string;
  /** Entity refs of the catalog entities that its parameters name. */
  entities: string[];
  state: EnvironmentState;
  createdAt: string;
  destroyedAt?: string;
  /** Most it may cost a month, of its class. */
  budget?: { monthlyMicros: number; currency: string };
  items: InventoryItem[];
}
