import type { Plan, PlanRequest, Run } from '@cairn/plugin-environments-common';

/** Who acts where no person does: Cairn, keeping a promise of the class. */
export const systemActors = ['system:lease', 'system:schedule'] as const;
export type SystemActor = (typeof systemActors)[number];

/** What must still be so of the environment in the transaction that queues the run; compared to the byte. */
export interface QueueCondition {
  /** Its end was not moved since. */
  expiresAt?: string;
  /** Nothing was done with it since. */
  lastActivityAt?: string;
}

/**
 * Plans and runs that no person asked for. They are made as a person's: policy is asked (subject: the actor, whose only
 * group is the owner, no agent), the catalog is read with the plugin's own credentials, the plan is stored, planned again
 * and compared before its run, and never forced.
 */
export interface SystemPlans {
  planAs(
    actor: SystemActor,
    request: Exclude<PlanRequest, { action: 'create' }>,
  ): Promise<Plan>;
  /**
   * The run has the actor as `startedBy`.
   *
   * @throws ConflictError (or one of its kind) where the plan is stale, cannot be applied, another run began meanwhile or the
   * condition does not hold any more; NotAllowedError where policy denies
   */
  applyAs(
    actor: SystemActor,
    digest: string,
    condition: QueueCondition,
  ): Promise<Run>;
}
