import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Plan } from '@cairn/plugin-environments-common';
import { FieldConflictError } from '../errors';
import { refTitle } from '../refKey';

/** Knows which plans have every yes that they need. */
export interface ApprovalGate {
  /** @throws ConflictError where a yes that the plan needs was not given to exactly it, saying whose */
  assertApproved(plan: Plan): Promise<void>;
}

/** Lets no plan through that needs a yes. */
export const noApprovals: ApprovalGate = {
  async assertApproved({ blockers }) {
    if (blockers.includes('approval')) {
      throw new ConflictError(
        "Policy asks for somebody's approval of this plan, which cannot be given yet",
      );
    }
  },
};

/** @throws NotAllowedError where policy denies; ConflictError for every other blocker */
export async function assertApplicable(
  plan: Plan,
  approvals: ApprovalGate,
): Promise<void> {
  const { blockers, changes, verdict } = plan;
  if (blockers.includes('denied')) {
    const reasons = verdict.violations
      .filter(({ severity }) => severity === 'deny')
      .map(({ rule, message }) => `${rule}: ${message}`);
    throw new NotAllowedError(`Policy denies this plan. ${reasons.join(' ')}`);
  }
  const stuck = changes.filter(
    ({ operation }) => operation === 'conflict' || operation === 'unknown',
  );
  if (stuck.length > 0) {
    throw new FieldConflictError(
      ...stuck.map(({ ref, reason }) => ({
        field: plan.action === 'create' ? 'name' : 'environment',
        message: `${refTitle(ref)}: ${reason}`,
      })),
    );
  }
  if (blockers.includes('expired')) {
    throw new ConflictError('The plan is too old to be applied. Plan again.');
  }
  await approvals.assertApproved(plan);
}
