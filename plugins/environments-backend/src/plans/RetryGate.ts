import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Plan } from '@cairn/plugin-environments-common';
import { POLICY_INPUT_VERSION } from '@cairn/plugin-policy-common';
import type { PolicyService } from '@cairn/plugin-policy-node';
import { neededByVerdict } from '../approvals/neededApprovals';
import { StalePlanError } from '../errors';
import type { RunRecord } from '../store/runRows';
import type { Stores } from '../store/Stores';
import type { CatalogFacts } from './CatalogFacts';
import { policyCost } from './policyCost';
import { catalogOf, policyChange } from './policyInput';
import type { PlanResult } from './PlanResult';
import type { PlanTurns } from './PlanTurns';
import type { RestOfRun } from './RestOfRun';
import type { PlanActor } from './subject';

const TIMEOUT_MS = 15_000;

/**
 * Lets a run go on that did not come to its end. What said yes to the whole of it must still say so: the plan must not be too
 * old, policy must allow it as it is now, and may ask for no yes that was not given. What it has still to do is planned again and
 * must be as it was sealed.
 */
export class RetryGate {
  readonly #policy: PolicyService;
  readonly #catalog: CatalogFacts;
  readonly #turns: PlanTurns;
  readonly #rest: RestOfRun;
  readonly #stores: Pick<Stores, 'plans' | 'environments'>;

  constructor(options: {
    policy: PolicyService;
    catalog: CatalogFacts;
    turns: PlanTurns;
    rest: RestOfRun;
    stores: Pick<Stores, 'plans' | 'environments'>;
  }) {
    this.#policy = options.policy;
    this.#catalog = options.catalog;
    this.#turns = options.turns;
    this.#rest = options.rest;
    this.#stores = options.stores;
  }

  /**
   * @throws ConflictError where the plan is too old or not known any more, or policy asks for another yes; NotAllowedError where
   * policy denies it; PolicyUnavailableError where policy does not answer; StalePlanError where somebody else changed what is
   * left to do
   */
  async require(run: RunRecord, actor: PlanActor): Promise<void> {
    const now = new Date();
    const stored = await this.#stores.plans.get(run.digest, now);
    if (!stored || Date.parse(stored.plan.expiresAt) <= now.getTime()) {
      throw new ConflictError(
        `The plan of run '${run.id}' is too old to go on with. Plan again what '${run.environment}' is to be, or a repair.`,
      );
    }
    const { plan } = stored;
    const verdict = await this.#verdict(stored, actor);
    if (!verdict.allowed) {
      const reasons = verdict.violations
        .filter(({ severity }) => severity === 'deny')
        .map(({ rule, message }) => `${rule}: ${message}`);
      throw new NotAllowedError(
        `Policy denies by now what run '${
          run.id
        }' does, so it cannot go on. ${reasons.join(' ')}`,
      );
    }
    const given = new Set(asked(plan));
    const missing = asked({ verdict }).filter(need => !given.has(need));
    if (missing.length > 0) {
      throw new ConflictError(
        `Policy asks by now for a yes to what run '${run.id}' does that nobody gave. Plan again, and ask for it.`,
      );
    }
    const differences = await this.#turns.take(
      { cluster: plan.environment.cluster, person: actor.subject.user },
      () => this.#rest.differences(run, stored),
    );
    if (differences.length > 0) {
      throw new StalePlanError(differences, whatNow(run));
    }
  }

  async #verdict(
    { plan, environmentId, target, subject }: PlanResult,
    actor: PlanActor,
  ): Promise<Plan['verdict']> {
    const { action, environment, parameters, changes, price } = plan;
    const { name, namespace, owner } = environment;
    const expiresAt =
      target?.expiresAt ??
      (await this.#stores.environments.byId(environmentId))?.expiresAt;
    const cost = policyCost(price);
    const ownerExists = await this.#catalog.isGroup(owner, actor.credentials);
    return this.#policy.decide(
      {
        version: POLICY_INPUT_VERSION,
        action,
        subject: subject ?? actor.subject,
        class:
          target?.class ??
          (await this.#stores.environments.classFactsOf(environmentId)),
        environment: {
          name,
          namespace,
          owner,
          ...(expiresAt && { expiresAt }),
        },
        parameters,
        changes: changes.map(policyChange),
        ...(cost && { cost }),
        catalog: target
          ? catalogOf(ownerExists, {
              entities: target.context.entities,
              refs: target.entities,
            })
          : { ownerExists },
      },
      { signal: AbortSignal.timeout(TIMEOUT_MS) },
    );
  }
}

function whatNow({ action, environment }: RunRecord): string {
  const again: Partial<Record<Plan['action'], string>> = {
    create: `Plan a repair of '${environment}' to make the rest of it as it is now, or destroy it.`,
    destroy: `Plan the destroy of '${environment}' again, and look at what would go.`,
  };
  return (
    again[action] ??
    `Plan what '${environment}' is to be again, or a repair of it.`
  );
}

/** Whose yes is asked for, one text for each. */
function asked(plan: Pick<Plan, 'verdict'>): string[] {
  return neededByVerdict(plan).map(({ rule, approvers, fourEyes }) =>
    JSON.stringify([rule, [...approvers].sort(), fourEyes]),
  );
}
