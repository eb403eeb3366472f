import type { ResourceRef } from './plan';

/** One thing that an environment owned, and whether it is gone. */
export interface ReceiptItem {
  ref: ResourceRef;
  uid: string;
  clusterIdentity?: string;
  /** `absent`: the API server said so of exactly this object, in exactly this cluster. */
  state: 'absent' | 'present' | 'unknown';
  /** RFC 3339, UTC: when it was seen to be absent. */
  confirmedAt?: string;
  /** Always there unless `absent`. */
  message?: string;
}

/** Proof of a destroy: each inventory item confirmed gone, and a search for anything left. */
export interface Receipt {
  id: string;
  environment: string;
  environmentId: string;
  run: string;
  digest: string;
  /** True only where every item is absent and the search, of every kind that can be searched, found nothing. */
  complete: boolean;
  items: ReceiptItem[];
  /** What carries the environment's label and was not in the inventory. */
  leftovers: Array<{ ref: ResourceRef; uid: string }>;
  search: {
    /** Kinds that were searched, in all clusters of the environment. */
    kinds: number;
    /** Kinds that could not be searched, and why. */
    failed: Array<{ kind: string; message: string }>;
  };
  /** RFC 3339, UTC. */
  startedAt: string;
  finishedAt: string;
  /** Head of the ledger when the receipt was written: cutting the ledger off later shows. */
  ledger: { sequence: number; hash: string };
}

/** Something with the label of an environment that its inventory does not know, or whose environment is destroyed. */
export interface Orphan {
  ref: ResourceRef;
  uid: string;
  /** What its label says. */
  environmentId: string;
  /** Name of that environment; absent: this Cairn never had one with that id. */
  environment?: string;
  /** RFC 3339, UTC. */
  firstSeenAt: string;
  /** Whether a plan can destroy it: `{ action: 'destroy', environment, id }`. */
  destroyable: boolean;
  /** One sentence: why it is an orphan, and what can be done. */
  message: string;
}
