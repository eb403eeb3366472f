import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Plan, PlanDifference } from '@cairn/plugin-environments-common';
import type { ApplyPermit } from '../store/ApplyPermit';
import {
  openNeeds,
  type ApprovalRecord,
  type RecordedDecision,
} from './ApprovalRecord';
import type { ApprovalNotices } from './ApprovalNotices';
import type { ApprovalsStore } from './ApprovalsStore';
import type { Approvers } from './Approvers';
import { needsOf } from './entitlement';
import { neededByVerdict } from './neededApprovals';
import { disqualify, voided } from './transitions';
import { approversInWords } from './words';

/** Who lets a run begin. */
export interface Applier {
  /** Entity ref of a user, or `system:…`. */
  user: string;
  /** Whether a program acts in their name. */
  agent: boolean;
}

/** Keeps plans from being applied to which not everybody said yes whose yes they need. */
export class ApprovalGate {
  readonly #store: ApprovalsStore;
  readonly #approvers: Approvers;
  readonly #notices: ApprovalNotices;

  constructor(options: {
    store: ApprovalsStore;
    approvers: Approvers;
    notices: ApprovalNotices;
  }) {
    this.#store = options.store;
    this.#approvers = options.approvers;
    this.#notices = options.notices;
  }

  /** @throws NotAllowedError where a program wants to apply a plan: that is for a person, who looked at it */
  assertPerson({ digest }: Pick<Plan, 'digest'>, { agent }: Applier): void {
    if (agent) {
      throw new NotAllowedError(
        `A program can plan and ask, but not apply. Ask for a yes to ${digest}; the person that you act for looks at it on the page Approvals of the portal and applies it there, or with \`./cairn env apply ${digest}\``,
      );
    }
  }

  /**
   * Looks at what was said, and at the catalog again: the yes of somebody who left the group in the meantime does not
   * count. What is needed is read from the plan, not from the request.
   *
   * @throws NotAllowedError, ConflictError saying what is missing
   */
  async require(plan: Plan, applier: Applier): Promise<ApplyPermit> {
    this.assertPerson(plan, applier);
    const record = await this.#store.ofDigest(plan.digest, new Date());
    if (record?.state === 'Rejected') {
      throw new ConflictError(
        `This plan was refused. ${record.reason} Change what they ask for and plan again.`,
      );
    }
    const needed = neededByVerdict(plan);
    if (needed.length === 0) {
      return this.#permit(plan.digest, 'none');
    }
    const who = [...new Set(needed.map(approversInWords))].join(' and ');
    if (!record) {
      throw new ConflictError(
        `This plan needs a yes of ${who}. Ask for it, then apply the same plan.`,
      );
    }
    if (record.state !== 'Approved') {
      throw new ConflictError(
        `This plan needs a yes of ${who} before it can be applied (${record.state}). ${record.reason}`,
      );
    }
    await this.#requireStillEntitled({ ...record, needed: [...needed] });
    return this.#permit(plan.digest, 'all');
  }

  /** What was said to a plan that would not be the same any more is void. */
  async stale(digest: string, differences: PlanDifference[]): Promise<void> {
    let changed = false;
    const record = await this.#store.change(digest, new Date(), one => {
      const transition = voided(one, differences);
      changed = transition !== undefined;
      return transition;
    });
    if (record && changed) {
      this.#notices.decided(record);
    }
  }

  /** The plan without the blocker `approval` where everybody said yes. */
  async asOfNow(plan: Plan): Promise<Plan> {
    if (!plan.blockers.includes('approval')) {
      return plan;
    }
    const record = await this.#store.ofDigest(plan.digest, new Date());
    return record?.state === 'Approved' || record?.state === 'Applied'
      ? {
          ...plan,
          blockers: plan.blockers.filter(blocker => blocker !== 'approval'),
        }
      : plan;
  }

  async #requireStillEntitled(record: ApprovalRecord): Promise<void> {
    const yes = record.decisions.filter(
      ({ decision }) => decision === 'approve',
    );
    const counting: RecordedDecision[] = [];
    for (const decision of yes) {
      const refs = await this.#approvers.refsOf(decision.by);
      const may = needsOf(record, { user: decision.by, refs });
      const needs = decision.needs.filter(need => may.includes(need));
      counting.push({ ...decision, needs });
    }
    if (openNeeds({ ...record, decisions: counting }).length === 0) {
      return;
    }
    const lost = counting.filter(
      ({ needs }, index) => needs.length < yes[index].needs.length,
    );
    const ids = new Set(lost.map(({ id }) => id));
    const now = await this.#store.change(record.digest, new Date(), one =>
      one.state === 'Approved'
        ? disqualify(
            one,
            one.decisions.filter(({ id }) => ids.has(id)),
          )
        : undefined,
    );
    if (now) {
      this.#notices.requested(now);
    }
    throw new ConflictError(
      `A yes to this plan counts no longer, because who gave it may not any more. ${
        now?.reason ?? ''
      }`,
    );
  }

  #permit(digest: string, yes: 'all' | 'none'): ApplyPermit {
    return {
      use: async (trx, now) => {
        const record = await this.#store.change(
          digest,
          now,
          one => {
            const stillFine =
              one.state === 'Approved' ||
              (yes === 'none' && one.state !== 'Rejected');
            if (!stillFine) {
              throw new ConflictError(
                `This plan was not applied, because of what happened to its approval meanwhile (${one.state}). ${one.reason}`,
              );
            }
            return {
              state: 'Applied',
              reason: 'Its run began.',
              facts: [],
            };
          },
          trx,
        );
        if (!record && yes === 'all') {
          throw new ConflictError(
            'This plan was not applied, because the request for its approval went away meanwhile. Plan again.',
          );
        }
      },
    };
  }
}
