import type { AuthService } from '@backstage/backend-plugin-api';
import type { Plan, Run } from '@cairn/plugin-environments-common';
import { NotFoundError } from '@backstage/errors';
import type { EnvironmentPlans } from '../plans/EnvironmentPlans';
import type { PlanApplier } from '../plans/PlanApplier';
import type { PlanRequests } from '../plans/PlanRequests';
import type { PlanActor } from '../plans/subject';
import type { Stores } from '../store/Stores';
import type { QueueCondition, SystemActor, SystemPlans } from './SystemPlans';

/** Plans and applies where no person asked for it. */
export class DefaultSystemPlans implements SystemPlans {
  readonly #requests: PlanRequests;
  readonly #plans: EnvironmentPlans;
  readonly #applier: PlanApplier;
  readonly #auth: AuthService;
  readonly #stores: Stores;

  constructor(options: {
    requests: PlanRequests;
    plans: EnvironmentPlans;
    applier: PlanApplier;
    auth: AuthService;
    stores: Stores;
  }) {
    this.#requests = options.requests;
    this.#plans = options.plans;
    this.#applier = options.applier;
    this.#auth = options.auth;
    this.#stores = options.stores;
  }

  async planAs(
    actor: SystemActor,
    request: Parameters<SystemPlans['planAs']>[1],
  ): Promise<Plan> {
    const { owner } = await this.#requests.environmentOf(request);
    const result = await this.#plans.make(
      request,
      await this.#asking(actor, owner),
    );
    return result.plan;
  }

  async applyAs(
    actor: SystemActor,
    digest: string,
    condition: QueueCondition,
  ): Promise<Run> {
    const { plan } = await this.#plans.get(digest);
    const runId = await this.#applier.apply(
      digest,
      actor,
      await this.#asking(actor, plan.environment.owner),
      condition,
    );
    const run = await this.#stores.runs.get(runId);
    if (!run) {
      throw new NotFoundError(`There is no run '${runId}'`);
    }
    return run;
  }

  async #asking(actor: SystemActor, owner: string): Promise<PlanActor> {
    return {
      subject: { user: actor, groups: [owner], agent: false },
      credentials: await this.#auth.getOwnServiceCredentials(),
    };
  }
}
