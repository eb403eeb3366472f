import type { NeededApproval } from '@cairn/plugin-environments-common';
import { AGENT_RULE, type ApprovalRecord } from './ApprovalRecord';

/** A person with what the catalog says of them. */
export interface Person {
  /** Entity ref. */
  user: string;
  /** See `Approvers.refsOf`. */
  refs: ReadonlySet<string>;
}

/** Whether a person wants the plan, and so is not a second pair of eyes. */
export function asksForIt(
  { requestedBy, plannedBy }: Pick<ApprovalRecord, 'requestedBy' | 'plannedBy'>,
  user: string,
): boolean {
  return user === requestedBy || user === plannedBy;
}

/** Positions in `needed` to which this person may say yes, whether or not somebody did. */
export function needsOf(
  record: Pick<ApprovalRecord, 'needed' | 'requestedBy' | 'plannedBy'>,
  person: Person,
): number[] {
  const asks = asksForIt(record, person.user);
  return record.needed.flatMap((need, position) =>
    names(need, person) && !(need.fourEyes && asks) ? [position] : [],
  );
}

/** Whether the person is named, or a member of a group that is. */
export function names(need: NeededApproval, { user, refs }: Person): boolean {
  // Whoever a program speaks for is asked as the person that they are, and not as what the catalog says of them.
  return need.rule === AGENT_RULE
    ? need.approvers.includes(user)
    : need.approvers.some(ref => refs.has(ref));
}
