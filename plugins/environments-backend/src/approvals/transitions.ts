import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  LedgerFact,
  PlanDifference,
} from '@cairn/plugin-environments-common';
import { inFull, inShort } from '../plans/inShort';
import {
  isOpen,
  openNeeds,
  type ApprovalRecord,
  type RecordedDecision,
} from './ApprovalRecord';
import type { ApprovalTransition } from './ApprovalsStore';
import { asksForIt, names, needsOf, type Person } from './entitlement';
import { approversInWords, because, nameOf, waitsFor } from './words';

/** Who the ledger names where no person did it. */
export const APPROVALS_ACTOR = 'system:approvals';

/** What the ledger is told of a request. */
export function approvalFact(
  record: Pick<
    ApprovalRecord,
    'environmentId' | 'environment' | 'digest' | 'action'
  >,
  fact: Pick<LedgerFact, 'kind' | 'actor' | 'summary' | 'data'>,
): LedgerFact {
  return {
    ...fact,
    environmentId: record.environmentId,
    environment: record.environment,
    digest: record.digest,
  };
}

/**
 * Somebody says yes. Nothing happens where they did so already.
 *
 * @throws NotAllowedError where it is not theirs to say; ConflictError where it is too late
 */
export function approve(
  record: ApprovalRecord,
  person: Person,
  reason: string | undefined,
): ApprovalTransition | undefined {
  const theirs = entitled(record, person);
  assertOpen(record);
  const said = record.decisions.some(
    ({ by, decision }) => by === person.user && decision === 'approve',
  );
  if (said) {
    return undefined;
  }
  const decision = {
    decision: 'approve' as const,
    by: person.user,
    needs: theirs,
    ...(reason && { reason }),
  };
  const open = openNeeds({
    needed: record.needed,
    decisions: [...record.decisions, { ...decision, id: '', at: '' }],
  });
  return {
    ...(open.length === 0
      ? {
          state: 'Approved',
          reason: 'Everybody whose yes it needs said so. It can be applied.',
        }
      : { state: 'Waiting', reason: waitsFor(record.needed, open) }),
    decision,
    facts: [
      approvalFact(record, {
        kind: 'approval.approved',
        actor: person.user,
        summary: `${nameOf(person.user)} said yes to the plan to ${
          record.action
        } ${record.environment}${because(reason)}`,
        data: { approval: record.id, rules: rulesOf(record, theirs) },
      }),
    ],
  };
}

/** @throws NotAllowedError where it is not theirs to say; ConflictError where it is too late */
export function reject(
  record: ApprovalRecord,
  person: Person,
  reason: string,
): ApprovalTransition {
  const theirs = entitled(record, person);
  assertOpen(record);
  return {
    state: 'Rejected',
    reason: `${nameOf(person.user)} said no: ${reason}`,
    decision: { decision: 'reject', by: person.user, needs: theirs, reason },
    facts: [
      approvalFact(record, {
        kind: 'approval.rejected',
        actor: person.user,
        summary: `${nameOf(person.user)} said no to the plan to ${
          record.action
        } ${record.environment}: ${reason}`,
        data: { approval: record.id, rules: rulesOf(record, theirs) },
      }),
    ],
  };
}

/**
 * Who asked takes the request back, or who said yes takes that back.
 *
 * @throws NotAllowedError where they did neither; ConflictError where it is too late
 */
export function withdraw(
  record: ApprovalRecord,
  user: string,
  reason: string | undefined,
): ApprovalTransition {
  const own = record.decisions.filter(({ by }) => by === user);
  if (record.requestedBy !== user && own.length === 0) {
    throw new NotAllowedError(
      `Only ${nameOf(
        record.requestedBy,
      )}, who asked, can take this request back, and only those who said yes their yes`,
    );
  }
  assertOpen(record);
  const took = record.requestedBy === user ? 'the request' : 'the yes';
  const summary = `${nameOf(user)} took ${took} to ${record.action} ${
    record.environment
  } back${because(reason)}`;
  const facts = [
    approvalFact(record, {
      kind: 'approval.withdrawn',
      actor: user,
      summary,
      data: { approval: record.id },
    }),
  ];
  return record.requestedBy === user
    ? {
        state: 'Withdrawn',
        reason: `${nameOf(user)} took the request back${because(reason)}`,
        facts,
      }
    : { ...without(record, own), facts };
}

/** Decisions that count no longer, because those who made them may not any more. */
export function disqualify(
  record: ApprovalRecord,
  decisions: RecordedDecision[],
): ApprovalTransition {
  const who = [...new Set(decisions.map(({ by }) => nameOf(by)))].join(', ');
  return {
    ...without(record, decisions),
    facts: [
      approvalFact(record, {
        kind: 'approval.withdrawn',
        actor: APPROVALS_ACTOR,
        summary: `The yes of ${who} to ${record.action} ${record.environment} counts no longer: they may not say it any more`,
        data: { approval: record.id },
      }),
    ],
  };
}

/** Planned again, it would not be the same. Nothing happens where it ended already. */
export function voided(
  record: ApprovalRecord,
  differences: PlanDifference[],
): ApprovalTransition | undefined {
  if (!isOpen(record)) {
    return undefined;
  }
  return {
    state: 'Void',
    reason: `Planned again it would not be the same plan: ${inShort(
      differences,
    )}.`,
    differences,
    facts: [
      approvalFact(record, {
        kind: 'approval.void',
        actor: APPROVALS_ACTOR,
        summary: `What was said to the plan to ${record.action} ${record.environment} is void: it would not be the same plan any more`,
        data: {
          approval: record.id,
          changes: differences.map(inFull),
        },
      }),
    ],
  };
}

/** @throws ConflictError saying what became of it */
export function assertOpen(record: ApprovalRecord): void {
  if (!isOpen(record)) {
    throw new ConflictError(
      `This request is over (${record.state}): ${record.reason}`,
    );
  }
}

function without(
  record: ApprovalRecord,
  decisions: RecordedDecision[],
): Pick<ApprovalTransition, 'state' | 'reason' | 'withdrawn'> {
  const open = openNeeds({
    needed: record.needed,
    decisions: record.decisions.filter(one => !decisions.includes(one)),
  });
  return {
    state: 'Waiting',
    reason: waitsFor(record.needed, open),
    withdrawn: decisions.map(({ id }) => id),
  };
}

function entitled(record: ApprovalRecord, person: Person): number[] {
  const theirs = needsOf(record, person);
  if (theirs.length > 0) {
    return theirs;
  }
  const named = record.needed.some(need => names(need, person));
  throw new NotAllowedError(
    named && asksForIt(record, person.user)
      ? 'You asked for this plan, so somebody else must say yes to it (four eyes)'
      : `Only a member of ${[
          ...new Set(record.needed.map(approversInWords)),
        ].join(' or ')} may decide this, as the catalog says it now`,
  );
}

function rulesOf({ needed }: ApprovalRecord, needs: number[]): string[] {
  return [...new Set(needs.map(need => needed[need].rule))];
}
