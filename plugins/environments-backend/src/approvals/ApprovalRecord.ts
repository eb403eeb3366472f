import type {
  Approval,
  ApprovalDecision,
} from '@cairn/plugin-environments-common';

/** What a person said, as it is kept. */
export interface RecordedDecision extends Omit<ApprovalDecision, 'rules'> {
  id: string;
  /** Positions in `needed` that it counts for. */
  needs: number[];
}

/** A request as it is kept: the same for everybody. */
export interface ApprovalRecord
  extends Omit<Approval, 'may' | 'decisions' | 'summary'> {
  environmentId: string;
  /** Who asked for the plan; together with `requestedBy` those who are not told from who wants it. */
  plannedBy: string;
  summary: string;
  /** Those that count, oldest first. */
  decisions: RecordedDecision[];
}

/** Rule of the yes of the person in whose name a program asks. */
export const AGENT_RULE = 'agent.confirmation';

/** Whether it can still come to a run. */
export function isOpen({ state }: Pick<ApprovalRecord, 'state'>): boolean {
  return state === 'Waiting' || state === 'Approved';
}

/** Positions in `needed` to which nobody said yes. */
export function openNeeds({
  needed,
  decisions,
}: Pick<ApprovalRecord, 'needed' | 'decisions'>): number[] {
  const covered = new Set(
    decisions
      .filter(({ decision }) => decision === 'approve')
      .flatMap(({ needs }) => needs),
  );
  return needed.map((_, need) => need).filter(need => !covered.has(need));
}
