import type { Plan } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import type { ClassFacts } from './classFacts';

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
  /** Only of a creation. */
  creation?: Creation;
  /** Only of a destroy that was planned now and not read from the store: the run that the environment had last. */
  lastRunId?: string;
}

export interface Creation {
  /** What the class was rendered with. */
  context: RenderContext;
  class: ClassFacts;
  /** Refs of the catalog entities that parameters name. */
  entities: string[];
  /** See {@link CreationRequest}. */
  requestedAt: string;
}
