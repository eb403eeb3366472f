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
  /** Bytes. */
  size: number;
  executable: boolean;
}

/** An environment that would be made. */
export interface PlannedEnvironment {
  name: string;
  class: string;
  /** Digest of the environment's own plan; what is applied is exactly that. */
  digest: string;
  changes: PlannedChange[];
  price?: Price;
  verdict: Verdict;
}

/** Why a plan cannot be carried out: one sentence each, with what to do. */
export interface GoldenPathBlocker {
  type: 'name-taken' | 'denied' | 'invalid' | 'not-allowed' | 'unavailable';
  /** Name of the form's field, where it is one. */
  field?: string;
  message: string;
}

/** Everything that a golden path would make, before anything is. */
export interface GoldenPathPlan {
  /** `sha256:…` over the canonical form of all that would be made. The task refuses to begin with another one. */
  digest: string;
  template: string;
  repository: { name: string; url: string; files: PlannedFile[] };
  /** Entity refs that would be registered. */
  entities: string[];
  environments: PlannedEnvironment[];
  /** What policy says of the manifests among the files. */
  verdict: Verdict;
  /** What will be done, in order, in words. */
  steps: Array<{ id: string; name: string }>;
  blockers: GoldenPathBlocker[];
  createdAt: string;
  expiresAt: string;
}

/** Whether a name can be had, place by place. */
export interface NameAvailability {
  name: string;
  /** False as soon as one place has it. */
  available: boolean;
  places: Array<{
    place: 'git' | 'catalog' | 'cluster' | 'environments';
    /** `unknown` where it could not be asked; the name is not offered as free then. */
    state: 'free' | 'taken' | 'unknown';
    message: string;
  }>;
  /** Why the name itself cannot be used; absent where it can. */
  invalid?: string;
}
