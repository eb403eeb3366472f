import type { Plan, PlanBlocker } from '@cairn/plugin-environments-common';

/** Why a plan cannot be applied as it is; empty where it can. */
export function planBlockers(
  plan: Pick<Plan, 'changes' | 'verdict' | 'expiresAt'>,
  now: Date,
): PlanBlocker[] {
  const { changes, verdict } = plan;
  const blockers: Array<[PlanBlocker, boolean]> = [
    ['conflict', changes.some(({ operation }) => operation === 'conflict')],
    ['unknown', changes.some(({ operation }) => operation === 'unknown')],
    ['denied', !verdict.allowed],
    [
      'approval',
      verdict.violations.some(({ severity }) => severity === 'approve'),
    ],
    ['expired', Date.parse(plan.expiresAt) <= now.getTime()],
  ];
  return blockers.filter(([, blocks]) => blocks).map(([blocker]) => blocker);
}
