import type { ResourceRef, PlannedOperation, PlanAction } from './plan';

/** `Cancelled`: stopped by a person between two steps; what was done stays and is in the inventory. */
export type RunState =
  | 'Queued'
  | 'Running'
  | 'Succeeded'
  | 'Failed'
  | 'Cancelled';
export type StepState = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export interface RunStep {
  index: number;
  component: string;
  operation: PlannedOperation;
  ref: ResourceRef;
  state: StepState;
  /** How often its effect was begun; more than once after a retry or a restart. */
  tries: number;
  /** Redacted. */
  message?: string;
  startedAt?: string;
  finishedAt?: string;
}

export interface RunSummary {
  id: string;
  environment: string;
  /** The plan that it executes. */
  digest: string;
  action: PlanAction;
  state: RunState;
  /** What it does now, or why it failed. */
  message: string;
  /** Entity ref of a user, or `system:lease` and the like where Cairn keeps a promise of the class. */
  startedBy: string;
  /** 1, and one more after each retry. */
  attempt: number;
  /** Somebody asked for its end; it ends at the next border between two steps. */
  cancelRequestedBy?: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** One execution of a plan, in steps. */
export interface Run extends RunSummary {
  steps: RunStep[];
}
