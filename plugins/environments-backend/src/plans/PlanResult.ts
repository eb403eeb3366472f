import type { Plan } from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  RenderContext,
} from '@cairn/plugin-environments-node';
import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';
import type { ClassFacts } from './classFacts';
import type { SealedBeside } from './seal';

/** What policy saw of who asked for a plan. */
export type PlanSubject = EnvironmentPolicyInput['subject'];

/** A request for an environment, as it was or will be decided on. */
export interface CreationRequest {
  /** UUID that the environment will have. */
  environmentId: string;
  class: string;
  name: string;
  owner: string;
  cluster?: string;
  parameters: Record<string, unknown>;
  /** RFC 3339, UTC: when its lifetime is counted from. */
  requestedAt: string;
}

/** A plan with what a run of it needs beside it. */
export interface PlanResult {
  plan: Plan;
  environmentId: string;
  /** What its digest covers beside the plan. Absent only of one stored before this was kept. */
  sealed?: SealedBeside;
  /** What the environment is to be; absent of a destroy. */
  target?: PlanTarget;
  /**
   * What policy saw of who asked for it: planned again by somebody else, it is still their request. Absent only of one
   * stored before this was kept.
   */
  subject?: PlanSubject;
  /** The class that it was planned with, to be kept with it; only of one made now and not read from the store. */
  class?: EnvironmentClass;
  /** Only of a plan for an environment that exists, made now and not read from the store: the run that it had last. */
  lastRunId?: string;
}

/** What an environment is to be after a plan was applied, beside what the plan itself says. */
export interface PlanTarget {
  /** What the class was rendered with. */
  context: RenderContext;
  class: ClassFacts;
  /** Refs of the catalog entities that parameters name. */
  entities: string[];
  /** See {@link CreationRequest}; of an environment that exists, when it was made. */
  requestedAt: string;
  /** RFC 3339, UTC: end of the lifetime of an environment that is made; absent: it has none. */
  expiresAt?: string;
}
