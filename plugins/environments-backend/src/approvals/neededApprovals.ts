import type { NeededApproval, Plan } from '@cairn/plugin-environments-common';
import { AGENT_RULE } from './ApprovalRecord';
import { canonical } from './Approvers';

/** What the verdict of a plan asks for; a rule that names several objects asks once. */
export function neededByVerdict({
  verdict,
}: Pick<Plan, 'verdict'>): NeededApproval[] {
  const needed = new Map<string, NeededApproval>();
  for (const violation of verdict.violations) {
    if (violation.severity !== 'approve') {
      continue;
    }
    const { rule, title, message } = violation;
    const approvers = [
      ...new Set((violation.approvers ?? []).flatMap(canonicalOrNone)),
    ].sort();
    const fourEyes = violation.fourEyes ?? true;
    const key = JSON.stringify([rule, approvers, fourEyes]);
    const same = needed.get(key);
    needed.set(
      key,
      same
        ? { ...same, message: `${same.message} ${message}` }
        : { rule, title, message, approvers, fourEyes },
    );
  }
  return [...needed.values()];
}

/** The yes of the person in whose name a program asked. */
export function confirmationBy(person: string): NeededApproval {
  return {
    rule: AGENT_RULE,
    title: 'A person confirms what a program asks for',
    message:
      'A program asked for this plan. Look at it, and apply it yourself if it is what you want.',
    approvers: [person],
    fourEyes: false,
  };
}

/** What is no entity ref names nobody. */
function canonicalOrNone(ref: string): string[] {
  try {
    return [canonical(ref)];
  } catch {
    return [];
  }
}
