import type { Price } from '@cairn/plugin-cost-common';
import type { Verdict } from '@cairn/plugin-policy-common';

/** One object of an external system, wherever it lives. */
export interface ResourceRef {
  cluster: string;
  apiVersion: string;
  kind: string;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  name: string;
}

/** An object that a class asks for, rendered. */
export interface DesiredResource {
  component: string;
  engine: string;
  ref: ResourceRef;
  /** The whole object, with ownership labels. Secret values are redacted wherever it is shown. */
  object: Record<string, unknown>;
}

/**
 * `conflict`: it exists and does not belong to this environment, so the plan cannot be applied.
 * `unknown`: what would change cannot be told now; `reason` says why.
 */
export type PlannedOperation =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'unchanged'
  | 'conflict'
  | 'unknown';

/** One field that would change. */
export interface FieldChange {
  /** JSON pointer. */
  path: string;
  /** Absent: the field is new. */
  before?: unknown;
  /** Absent: the field goes. */
  after?: unknown;
}

export interface PlannedChange {
  /** Position in the order of effects, unique in the plan. */
  index: number;
  component: string;
  engine: string;
  operation: PlannedOperation;
  ref: ResourceRef;
  /** The whole object as it would be; absent for a delete. */
  object?: Record<string, unknown>;
  /** The whole object as it is; absent for a create. */
  before?: Record<string, unknown>;
  /** UID of the live object, or undefined where none is: what the effect is conditional on. */
  liveUid?: string;
  fields: FieldChange[];
  /**
   * Fields that somebody else set and that the effect takes back, as JSON pointers by their field manager. A yes to the plan
   * is a yes to that; a field that is not named here is never taken. Part of the digest.
   */
  takes?: Array<{ manager: string; fields: string[] }>;
  /** Always there with `conflict` and `unknown`. */
  reason?: string;
  /** Warnings of the API server. */
  warnings: string[];
}

/**
 * `update`: other parameters, or a newer version of the class. `hibernate` and `wake`: everything that runs to zero, and
 * back. `repair`: what drifted is put back, what is missing is made again.
 */
export type PlanAction =
  | 'create'
  | 'update'
  | 'destroy'
  | 'hibernate'
  | 'wake'
  | 'repair';

/** Whether what an environment runs is meant to run, or to be at zero. */
export type EnvironmentMode = 'awake' | 'hibernated';

/**
 * Why a plan cannot be applied as it is: `conflict` and `unknown` are in its changes, `denied` in its verdict,
 * `approval` where the verdict asks for a person's yes, `expired` where it is too old.
 */
export type PlanBlocker =
  | 'conflict'
  | 'unknown'
  | 'denied'
  | 'approval'
  | 'expired';

/** Immutable and named by its digest. */
export interface Plan {
  /** `sha256:…` over the canonical form (RFC 8785) of everything that an approval or a run relies on. */
  digest: string;
  action: PlanAction;
  environment: {
    name: string;
    namespace: string;
    /** Entity ref of a group. */
    owner: string;
    cluster: string;
  };
  class: { name: string; version: string };
  parameters: Record<string, unknown>;
  /** What the environment is meant to be afterwards. */
  mode: EnvironmentMode;
  /** What the environment was when it was planned; absent of a creation. Part of the digest. */
  previous?: {
    classVersion: string;
    parameters: Record<string, unknown>;
    mode: EnvironmentMode;
  };
  changes: PlannedChange[];
  /** What others put into its namespaces, which goes with them; only of a destroy. Part of the digest. */
  foreign?: ResourceRef[];
  /** Changes that could be computed, of all. */
  coverage: { computed: number; total: number };
  /** What all its objects would cost a month; absent where no price list is configured: unknown, not free. Part of the digest. */
  price?: Price;
  verdict: Verdict;
  blockers: PlanBlocker[];
  /** RFC 3339, UTC. Not part of the digest, nor is `requestedBy`. */
  createdAt: string;
  expiresAt: string;
  /** Entity ref of a user. */
  requestedBy: string;
}

/** The body of `POST /api/environments/v1/plans`. */
export type PlanRequest =
  | {
      action: 'create';
      class: string;
      name: string;
      owner: string;
      /** Default: the first cluster of the class. */
      cluster?: string;
      parameters: Record<string, unknown>;
    }
  | {
      action: 'update';
      environment: string;
      /** Default: those that it has. */
      parameters?: Record<string, unknown>;
      /** To the newest version of its class. Default: it stays at the version that it has. */
      upgrade?: boolean;
    }
  | {
      action: 'destroy';
      environment: string;
      /** UUID of one that is destroyed already, of which something was found later. Default: the one of that name that lives. */
      id?: string;
    }
  | { action: 'hibernate' | 'wake' | 'repair'; environment: string };
