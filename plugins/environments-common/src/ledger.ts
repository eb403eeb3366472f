/** What a row of the ledger is about. */
export const ledgerKinds = [
  'plan',
  'approval.requested',
  'approval.approved',
  'approval.rejected',
  'approval.withdrawn',
  'approval.void',
  'run.queued',
  'run.started',
  'run.taken-over',
  'run.retried',
  'run.cancelled',
  'run.finished',
  'effect',
  'renewal',
  'warning',
  'receipt',
  'orphan',
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** What is written down; the ledger adds the rest. Nothing secret may be in it. */
export interface LedgerFact {
  kind: LedgerKind;
  /** Entity ref of a user, or `system:` and a part of Cairn. */
  actor: string;
  /** UUID and name of the environment that it is about. */
  environmentId?: string;
  environment?: string;
  /** Of the plan. */
  digest?: string;
  /** Id of the run. */
  run?: string;
  /** One sentence for a person. */
  summary: string;
  /** What a program wants to know beside it; JSON. */
  data?: Record<string, unknown>;
}

/** A row of the ledger. Rows are never changed; each carries the hash of the one before. */
export interface LedgerEntry extends LedgerFact {
  /** 1 and up, without a gap. */
  sequence: number;
  /** RFC 3339, UTC. */
  at: string;
  /** `hash` of the row before; 64 zeros of the first. */
  previous: string;
  /** SHA-256, hexadecimal, over the canonical form (RFC 8785) of everything above. */
  hash: string;
}

/** The head of the ledger as it was written down somewhere else. */
export interface LedgerAnchor {
  /** Where, for example `ConfigMap cairn-system/cairn-ledger in local`. */
  place: string;
  sequence: number;
  hash: string;
  /** RFC 3339, UTC. */
  at: string;
  /** Whether the ledger has exactly this row. */
  holds: boolean;
  /** Why it does not hold, where that is not just that the ledger does not have the row. */
  message?: string;
}

export interface LedgerVerification {
  ok: boolean;
  /** Rows looked at. */
  entries: number;
  head?: { sequence: number; hash: string };
  /** The first row that is wrong, and why. */
  broken?: { sequence: number; message: string };
  anchors: LedgerAnchor[];
  /** Anchors that could not be read now. */
  unread: Array<{ place: string; message: string }>;
  verifiedAt: string;
}

/** Filters of `GET /ledger`. */
export interface LedgerQuery {
  /** Of the rows. Default `asc`, the oldest first. */
  order?: 'asc' | 'desc';
  /** Default 50. */
  limit?: number;
  /** `nextCursor` of the page before, of the same order. */
  cursor?: string;
}

export interface LedgerPage {
  /** In the order that was asked for. */
  items: LedgerEntry[];
  nextCursor?: string;
}
