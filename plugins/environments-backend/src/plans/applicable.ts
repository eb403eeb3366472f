import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Plan } from '@cairn/plugin-environments-common';
import { FieldConflictError } from '../errors';
import { refTitle } from '../refKey';

/** @throws NotAllowedError where policy denies; ConflictError for every other blocker but `approval` */
export function assertApplicable(plan: Plan): void {
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
}
