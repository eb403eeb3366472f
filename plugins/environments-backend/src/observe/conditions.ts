import type { Condition, Environment } from '@cairn/plugin-environments-common';

/** What was found out for one condition. */
export type Finding = Pick<Condition, 'status' | 'reason' | 'message'>;

/** Conditions as they are kept: each since its status became what it is. */
export function conditionsOf(
  findings: Record<string, Finding>,
  { conditions }: Pick<Environment, 'conditions'>,
  at: string,
): Condition[] {
  return Object.entries(findings).map(([type, finding]) => {
    const before = conditions.find(one => one.type === type);
    return {
      type,
      ...finding,
      since: before?.status === finding.status ? before.since : at,
    };
  });
}

/** Whether conditions that were derived say anything else than those that are kept. Others that are kept do not count. */
export function conditionsDiffer(
  kept: Condition[],
  derived: Condition[],
): boolean {
  return derived.some(condition => {
    const before = kept.find(({ type }) => type === condition.type);
    return (
      before?.status !== condition.status ||
      before.reason !== condition.reason ||
      before.message !== condition.message
    );
  });
}
