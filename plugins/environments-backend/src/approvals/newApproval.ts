import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { NeededApproval, Plan } from '@cairn/plugin-environments-common';
import { policyCost } from '../plans/policyCost';
import type { PlanResult } from '../plans/PlanResult';
import type { ApprovalRecord } from './ApprovalRecord';
import type { NewApproval } from './approvalRows';
import { confirmationBy, neededByVerdict } from './neededApprovals';
import { planSummary } from './planSummary';

/** Who asks for a yes. */
export interface Asker {
  user: string;
  /** Whether a program asks in their name. */
  agent: boolean;
}

/** @throws NotAllowedError, ConflictError where no yes would help, or none is needed */
export function newApproval(
  { plan, environmentId, subject }: PlanResult,
  asker: Asker,
  details: { note?: string; lastDigest?: string },
): NewApproval {
  assertCouldBeApplied(plan);
  const agent = asker.agent || subject?.agent === true;
  const needed = neededByVerdict(plan);
  assertSomebodyMay(needed);
  if (agent) {
    needed.push(confirmationBy(asker.agent ? asker.user : plan.requestedBy));
  }
  if (needed.length === 0) {
    throw new ConflictError("This plan needs nobody's yes. Apply it.");
  }
  return {
    digest: plan.digest,
    environmentId,
    action: plan.action,
    environment: plan.environment.name,
    owner: plan.environment.owner,
    class: plan.class.name,
    requestedBy: asker.user,
    plannedBy: plan.requestedBy,
    agent,
    ...(details.note && { note: details.note }),
    summary: planSummary(plan),
    ...priceOf(plan),
    needed,
    ...(details.lastDigest && { lastDigest: details.lastDigest }),
    expiresAt: plan.expiresAt,
  };
}

/**
 * Whether a request that is there already is what is asked for. What was refused, or would not be the same plan any more,
 * is asked for again only where it was planned again since.
 *
 * @throws ConflictError
 */
export function keepOrBeginAnew(
  earlier: ApprovalRecord & { updatedAt: string },
  plan: Plan,
): 'keep' | 'begin-anew' {
  switch (earlier.state) {
    case 'Waiting':
    case 'Approved':
    case 'Applied':
      return 'keep';
    case 'Withdrawn':
      return 'begin-anew';
    default:
      if (plan.createdAt > earlier.updatedAt) {
        return 'begin-anew';
      }
      throw new ConflictError(
        `This plan cannot be asked for again (${earlier.state}). ${earlier.reason}`,
      );
  }
}

function assertCouldBeApplied({ blockers, verdict }: Plan): void {
  if (blockers.includes('denied')) {
    const reasons = verdict.violations
      .filter(({ severity }) => severity === 'deny')
      .map(({ rule, message }) => `${rule}: ${message}`);
    throw new NotAllowedError(
      `Policy denies this plan, so a yes would not help. ${reasons.join(' ')}`,
    );
  }
  if (blockers.includes('conflict') || blockers.includes('unknown')) {
    throw new ConflictError(
      'This plan cannot be applied as it is: some of its changes are in conflict or not known. Solve that, and plan again.',
    );
  }
  if (blockers.includes('expired')) {
    throw new ConflictError('The plan is too old to be applied. Plan again.');
  }
}

function assertSomebodyMay(needed: NeededApproval[]): void {
  const nobody = needed.find(({ approvers }) => approvers.length === 0);
  if (nobody) {
    throw new ConflictError(
      `The rule ${nobody.rule} asks for a yes and names nobody who may say it. Ask who keeps the rule.`,
    );
  }
}

/** By what a budget is judged; nothing where that is not known. */
function priceOf({ price }: Plan): Pick<NewApproval, 'price'> {
  const cost = policyCost(price);
  return cost
    ? {
        price: { monthlyMicros: cost.monthlyMicros, currency: cost.currency },
      }
    : {};
}
