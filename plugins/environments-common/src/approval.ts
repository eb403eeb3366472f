import type { PlanDifference } from './difference';
import type { PlanAction } from './plan';

/** Channel of the signals service on which every change of an approval is told; the message says nothing. */
export const APPROVAL_SIGNAL_CHANNEL = 'cairn.approvals';

/**
 * `Waiting`: for a yes. `Approved`: every rule has its yes, and the plan can be applied. `Rejected`, `Withdrawn`: a person
 * ended it. `Void`: planned again, it would not be the same plan. `Expired`: the plan is too old. `Applied`: its run began.
 */
export const approvalStates = [
  'Waiting',
  'Approved',
  'Rejected',
  'Withdrawn',
  'Void',
  'Expired',
  'Applied',
] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** A yes that a plan needs: a rule's, or its own person's where a program asked for it. */
export interface NeededApproval {
  /** Id of the rule; `agent.confirmation` where a program asked and the person behind it must say yes. */
  rule: string;
  title: string;
  /** Why, of which object. */
  message: string;
  /** Entity refs of groups or users; any member of any of them may say yes. */
  approvers: string[];
  /** Whether who asked may not say yes. */
  fourEyes: boolean;
}

/** What a person said to one digest. */
export interface ApprovalDecision {
  decision: 'approve' | 'reject';
  /** Entity ref of a user. */
  by: string;
  /** The rules that it counts for. */
  rules: string[];
  /** Always there with `reject`. */
  reason?: string;
  /** RFC 3339, UTC. */
  at: string;
}

/** The request that a plan may be applied. One for each digest. */
export interface Approval {
  id: string;
  /** The plan that it is about, and no other. */
  digest: string;
  state: ApprovalState;
  /** Why it is in this state, a sentence. */
  reason: string;
  /** Everything that would be otherwise; only with `Void`. `reason` names the first of them. */
  differences?: PlanDifference[];
  action: PlanAction;
  /** Name of the environment. */
  environment: string;
  owner: string;
  class: string;
  /** Entity ref of a user. */
  requestedBy: string;
  /** True where a program asked in their name. */
  agent: boolean;
  /** What the person wrote for those who decide. */
  note?: string;
  /** What would change, for example `3 create, 1 update`. */
  summary: string;
  /** What the plan would cost a month; absent: not known. */
  price?: { monthlyMicros: number; currency: string };
  needed: NeededApproval[];
  decisions: ApprovalDecision[];
  /** Digest of the plan of this environment that was approved or applied last, to compare with; absent: none was. */
  lastDigest?: string;
  createdAt: string;
  /** When the plan can no longer be applied. */
  expiresAt: string;
  /** What the person who asks may do with it now. */
  may: Array<'approve' | 'reject' | 'withdraw' | 'apply'>;
}

export interface ApprovalQuery {
  /** `decide`: those that you may say yes to. `mine`: those that you asked for. Default: all that you may see. */
  view?: 'decide' | 'mine';
  state?: ApprovalState[];
  environment?: string;
  /** Part of the environment's name. */
  search?: string;
  /** Default `createdAt`. */
  sort?: 'createdAt' | 'expiresAt' | 'environment';
  /** Default `desc`. */
  order?: 'asc' | 'desc';
  /** Default 25, at most 100. */
  limit?: number;
  cursor?: string;
}

export interface ApprovalPage {
  /** In the order that was asked for. */
  items: Approval[];
  total: number;
  nextCursor?: string;
}
