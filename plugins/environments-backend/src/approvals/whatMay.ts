import type { Approval } from '@cairn/plugin-environments-common';
import {
  AGENT_RULE,
  isOpen,
  openNeeds,
  type ApprovalRecord,
} from './ApprovalRecord';
import { needsOf, type Person } from './entitlement';

/** What a person may do with a request now, as far as the request says; permissions come on top. */
export function whatMay(
  record: ApprovalRecord,
  person: Person,
): Approval['may'] {
  if (!isOpen(record)) {
    return [];
  }
  const open = openNeeds(record);
  const theirs = needsOf(record, person);
  const said = record.decisions.some(({ by }) => by === person.user);
  const may: Array<[Approval['may'][number], boolean]> = [
    ['approve', theirs.some(need => open.includes(need))],
    ['reject', theirs.length > 0],
    ['withdraw', record.requestedBy === person.user || said],
    ['apply', onlyConfirmed(record, open)],
  ];
  return may.filter(([, allowed]) => allowed).map(([one]) => one);
}

/** Whether nothing is left to be said but what applying says: that a person wants it. */
export function onlyConfirmed(
  { needed }: Pick<ApprovalRecord, 'needed'>,
  open: number[],
): boolean {
  return open.every(need => needed[need].rule === AGENT_RULE);
}

/** The request as it is answered. */
export function answer(record: ApprovalRecord, may: Approval['may']): Approval {
  const { environmentId: _, plannedBy: __, decisions, ...rest } = record;
  return {
    ...rest,
    decisions: decisions.map(({ id: ___, needs, ...decision }) => ({
      ...decision,
      rules: [...new Set(needs.map(need => record.needed[need].rule))],
    })),
    may,
  };
}
