import type { Clusters } from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  Plan,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import {
  POLICY_INPUT_VERSION,
  type EnvironmentPolicyInput,
} from '@cairn/plugin-policy-common';
import type { PolicyService } from '@cairn/plugin-policy-node';
import { planBlockers } from './blockers';
import type { ClassFacts } from './classFacts';
import type { PlanPrices } from './PlanPrices';
import { policyCost } from './policyCost';
import { policyChange } from './policyInput';
import { seal, type SealedBeside } from './seal';
import type { PlanActor } from './subject';

/** A plan before policy has seen it. */
export interface UnsealedPlan {
  action: Plan['action'];
  environment: Plan['environment'];
  environmentId: string;
  expiresAt?: string;
  lastRun?: string;
  class: ClassFacts;
  parameters: Record<string, unknown>;
  mode: Plan['mode'];
  previous?: Plan['previous'];
  foreign?: Plan['foreign'];
  /** Versions of the engines that the plan needs, by their ids. */
  engines: Record<string, number>;
  /** Unredacted. */
  desired: DesiredResource[];
  /** Redacted. */
  changes: PlannedChange[];
  catalog: EnvironmentPolicyInput['catalog'];
}

/** Prices a plan, asks policy of it, and gives it its digest. */
export class PlanSealer {
  readonly #clusters: Clusters;
  readonly #policy: PolicyService;
  readonly #prices: PlanPrices;
  readonly #planTtlMs: number;

  constructor(options: {
    clusters: Clusters;
    policy: PolicyService;
    prices: PlanPrices;
    /** How long a plan can be applied, in milliseconds. */
    planTtlMs: number;
  }) {
    this.#clusters = options.clusters;
    this.#policy = options.policy;
    this.#prices = options.prices;
    this.#planTtlMs = options.planTtlMs;
  }

  /** @throws PolicyUnavailableError, ClusterUnavailableError where either does not answer */
  async seal(
    facts: UnsealedPlan,
    { subject }: PlanActor,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; sealed: SealedBeside }> {
    const { action, environment, parameters, changes } = facts;
    const expiry = facts.expiresAt ? { expiresAt: facts.expiresAt } : {};
    const price = await this.#prices.of(facts.desired);
    const cost = policyCost(price);
    const [verdict, clusterIdentity] = await Promise.all([
      this.#policy.decide(
        {
          version: POLICY_INPUT_VERSION,
          action,
          subject,
          class: facts.class,
          environment: {
            name: environment.name,
            namespace: environment.namespace,
            owner: environment.owner,
            ...expiry,
          },
          parameters,
          changes: changes.map(policyChange),
          ...(cost && { cost }),
          catalog: facts.catalog,
        },
        { signal },
      ),
      this.#clusters.get(environment.cluster).reader.identity({ signal }),
    ]);
    const cls = { name: facts.class.name, version: facts.class.version };
    const content = {
      action,
      environment,
      class: cls,
      parameters,
      mode: facts.mode,
      ...(facts.previous && { previous: facts.previous }),
      changes,
      ...(facts.foreign && { foreign: facts.foreign }),
      ...(price && { price }),
      verdict,
    };
    const sealed: SealedBeside = {
      environmentId: facts.environmentId,
      ...(isOfItsEnd(action) && expiry),
      ...(facts.lastRun && { lastRun: facts.lastRun }),
      engines: facts.engines,
      clusterIdentity,
    };
    const now = new Date();
    const expiresAt = new Date(now.getTime() + this.#planTtlMs).toISOString();
    const plan = {
      digest: seal({ ...content, beside: sealed }),
      ...content,
      coverage: {
        computed: changes.filter(({ operation }) => operation !== 'unknown')
          .length,
        total: changes.length,
      },
      blockers: planBlockers({ changes, verdict, expiresAt }, now),
      createdAt: now.toISOString(),
      expiresAt,
      requestedBy: subject.user,
    };
    return { plan, sealed };
  }
}

/** A plan that does not decide of the end of its environment stays the same plan when that is moved. */
function isOfItsEnd(action: Plan['action']): boolean {
  return action === 'create' || action === 'destroy';
}
