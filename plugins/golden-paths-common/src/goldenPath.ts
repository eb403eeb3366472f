import type { Price } from '@cairn/plugin-cost-common';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { Verdict } from '@cairn/plugin-policy-common';

/** What somebody wants from a golden path. */
export interface GoldenPathRequest {
  /** Entity ref of the template. */
  template: string;
  /** The form's values. */
  values: Record<string, unknown>;
}

/** A file of the repository that would be made. */
export interface PlannedFile {
  path: string;
  /** Text; absent for a binary file. */
  content?: string;
  /** Base64; only of a binary file. */
  base64?: string;
  /** Bytes. */
  size: number;
  /** Always false in a plan that can be carried out: the Git host's API has no way to say it. */
  executable: boolean;
}

/** The repository that would be made. */
export interface PlannedRepository {
  /** Without the organization. */
  name: string;
  organization: string;
  description: string;
  /** Where a person opens it. */
  url: string;
  files: PlannedFile[];
}

/** An environment that would be made. */
export interface PlannedEnvironment {
  name: string;
  class: string;
  /** Digest of the environment's own plan; what is applied is exactly that. */
  digest: string;
  changes: PlannedChange[];
  /** With what the manifests among the files ask for, where the environment deploys them. */
  price?: Price;
  verdict: Verdict;
}

/** Why a plan cannot be carried out: one sentence each, with what to do. */
export interface GoldenPathBlocker {
  type:
    | 'name-taken'
    | 'denied'
    | 'invalid'
    | 'not-allowed'
    | 'unavailable'
    | 'expired';
  /** Name of the form's field, where it is one. */
  field?: string;
  message: string;
}

/** Everything that a golden path would make, before anything is. */
export interface GoldenPathPlan {
  /**
   * `sha256:…` over the canonical form of all that would be made, and an id of the plan: each plan has one of its own. The
   * task refuses to begin with another one.
   */
  digest: string;
  template: string;
  /** Entity ref of the group that would own what is made. */
  owner: string;
  repository: PlannedRepository;
  /** Entity refs that would be registered. */
  entities: string[];
  /** What the catalog would read them from; absent where nothing is registered. */
  catalogUrl?: string;
  environments: PlannedEnvironment[];
  /** What policy says of the manifests among the files; absent where it could not be asked, and `blockers` says why. */
  verdict?: Verdict;
  /** What will be done, in order, in words. */
  steps: Array<{ id: string; name: string }>;
  blockers: GoldenPathBlocker[];
  /** RFC 3339, UTC. Not part of the digest, nor are the two below. */
  createdAt: string;
  expiresAt: string;
  /** Entity ref of a user. */
  requestedBy: string;
  /** The task that carries it out; absent while none has begun. */
  task?: string;
}

/** A place where a name can be taken. */
export type NamePlace = 'git' | 'catalog' | 'cluster' | 'environments';

/** Whether a name can be had, place by place. */
export interface NameAvailability {
  name: string;
  /** True only where every place says that it is free. */
  available: boolean;
  places: Array<{
    place: NamePlace;
    /** `unknown` where it could not be asked; the name is not offered as free then. */
    state: 'free' | 'taken' | 'unknown';
    message: string;
  }>;
  /** Why the name itself cannot be used; absent where it can. Nothing is asked then, and `places` is empty. */
  invalid?: string;
}
