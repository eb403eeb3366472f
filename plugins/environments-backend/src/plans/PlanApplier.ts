import type { Plan } from '@cairn/plugin-environments-common';
import type { ApplyPermit } from '../store/ApplyPermit';
import type { ApprovalGate } from '../approvals/ApprovalGate';
import { FieldConflictError, StalePlanError } from '../errors';
import type { Runner } from '../runs/Runner';
import type { QueueCondition } from '../service/SystemPlans';
import type { Stores } from '../store/Stores';
import { assertApplicable } from './applicable';
import type { EnvironmentPlans } from './EnvironmentPlans';
import { nameTaken } from './PlanRequests';
import type { PlanResult } from './PlanResult';
import type { PlanActor } from './subject';
import { whatChanged } from './whatChanged';

/** Lets the run of a plan begin, if the plan is still the same and nothing is in its way. */
export class PlanApplier {
  readonly #plans: EnvironmentPlans;
  readonly #approvals: ApprovalGate;
  readonly #runner: Pick<Runner, 'enqueue'>;
  readonly #stores: Stores;

  constructor(options: {
    plans: EnvironmentPlans;
    approvals: ApprovalGate;
    runner: Pick<Runner, 'enqueue'>;
    stores: Stores;
  }) {
    this.#plans = options.plans;
    this.#approvals = options.approvals;
    this.#runner = options.runner;
    this.#stores = options.stores;
  }

  /**
   * @param startedBy - entity ref of a user, or `system:` and a part of Cairn
   * @returns the id of the run; applied again, of the same one
   * @throws NotFoundError where there is no such plan
   * @throws StalePlanError where it would no longer be the same plan
   * @throws NotAllowedError where policy denies, or a program asks for it; ConflictError where something else is in its way
   */
  async apply(
    digest: string,
    startedBy: string,
    actor: PlanActor,
    condition?: QueueCondition,
  ): Promise<string> {
    const applier = { user: startedBy, agent: actor.subject.agent };
    this.#approvals.assertPerson({ digest }, applier);
    const earlier = await this.#stores.runs.ofPlan(digest);
    if (earlier) {
      // The same plan again, for example after a lost answer: there is one run of it.
      return earlier.id;
    }
    const stored = await this.#plans.get(digest);
    const fresh = await this.#plans.again(stored, actor);
    if (fresh.plan.digest !== digest) {
      const differences = whatChanged(stored, fresh);
      await this.#approvals.stale(digest, differences);
      throw new StalePlanError(differences);
    }
    assertApplicable(stored.plan);
    const permit = await this.#approvals.require(stored.plan, applier);
    const runId = await this.#queue(
      { ...stored, lastRunId: fresh.lastRunId },
      startedBy,
      permit,
      condition,
    );
    this.#runner.enqueue(runId);
    return runId;
  }

  /**
   * Reserves what the plan needs, and queues its run.
   *
   * @param stored - with the run that the environment had last when the plan was found to be the same: since then none may
   * have begun
   */
  async #queue(
    stored: PlanResult,
    startedBy: string,
    permit: ApplyPermit,
    condition?: QueueCondition,
  ): Promise<string> {
    const { plan, target, lastRunId } = stored;
    const now = new Date();
    const queued =
      plan.action === 'create' && target
        ? await this.#stores.runs.queueCreation(
            { ...stored, target },
            startedBy,
            now,
            permit,
          )
        : await this.#stores.runs.queueChange(
            stored,
            lastRunId,
            startedBy,
            now,
            permit,
            condition,
          );
    // Either the same plan was applied twice at the same time, or another one was faster.
    const runId = queued ?? (await this.#stores.runs.ofPlan(plan.digest))?.id;
    if (!runId) {
      throw outrun(plan);
    }
    return runId;
  }
}

function outrun({ action, environment: { name } }: Plan): FieldConflictError {
  return action === 'create'
    ? nameTaken(name)
    : new FieldConflictError({
        field: 'environment',
        message: `another run of '${name}' began meanwhile`,
      });
}
