import type { ResourceRef, PlannedOperation, PlanAction } from './plan';

export type RunState = 'Queued' | 'Running' | 'Succeeded' | 'Failed';
export type StepState = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export interface RunStep {
  index: number;
  component: string;
  operation: PlannedOperation;
  ref: ResourceRef;
  state: StepState;
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
  startedBy: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/** One execution of a plan, in steps. */
export interface Run extends RunSummary {
  steps: RunStep[];
}
