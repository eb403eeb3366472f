import { NotFoundError } from '@backstage/errors';
import type {
  Approval,
  ApprovalDecision,
  ApprovalPage,
  ApprovalQuery,
  Plan,
} from '@cairn/plugin-environments-common';
import { USER } from './plans';

/** Requests for a yes, in memory. */
export class FakeApprovals {
  readonly #approvals = new Map<string, Approval>();

  request(plan: Plan, note?: string): Approval {
    const known = this.#approvals.get(plan.digest);
    if (known) return known;
    const asking = plan.verdict.violations.filter(
      ({ severity }) => severity === 'approve',
    );
    const approval: Approval = {
      id: `approval-${this.#approvals.size + 1}`,
      digest: plan.digest,
      state: 'Waiting',
      reason: 'It waits for a yes of the platform team.',
      action: plan.action,
      environment: plan.environment.name,
      owner: plan.environment.owner,
      class: plan.class.name,
      requestedBy: USER,
      agent: false,
      note,
      summary: `${plan.changes.length} changes`,
      needed: asking.map(({ rule, title, message, approvers, fourEyes }) => ({
        rule,
        title,
        message,
        approvers: approvers ?? [],
        fourEyes: fourEyes ?? true,
      })),
      decisions: [],
      createdAt: new Date().toISOString(),
      expiresAt: plan.expiresAt,
      may: ['withdraw'],
    };
    return this.keep(approval);
  }

  keep(approval: Approval): Approval {
    this.#approvals.set(approval.digest, approval);
    return approval;
  }

  get(digest: string): Approval {
    const approval = this.#approvals.get(digest);
    if (!approval) {
      throw new NotFoundError(`Nobody asked for an approval of ${digest}`);
    }
    return approval;
  }

  decide(
    digest: string,
    decision: { decision: 'approve' | 'reject'; reason?: string },
  ): Approval {
    const approval = this.get(digest);
    const said: ApprovalDecision = {
      ...decision,
      by: 'user:default/priya.raman',
      rules: approval.needed.map(({ rule }) => rule),
      at: new Date().toISOString(),
    };
    const yes = decision.decision === 'approve';
    return this.keep({
      ...approval,
      state: yes ? 'Approved' : 'Rejected',
      reason: yes ? 'Every rule has its yes.' : decision.reason ?? 'Rejected.',
      decisions: [...approval.decisions, said],
      may: yes ? ['apply', 'withdraw'] : [],
    });
  }

  withdraw(digest: string, reason?: string): Approval {
    return this.keep({
      ...this.get(digest),
      state: 'Withdrawn',
      reason: reason ?? 'It was withdrawn.',
      may: [],
    });
  }

  list(query: ApprovalQuery): ApprovalPage {
    const items = [...this.#approvals.values()]
      .reverse()
      .filter(
        one =>
          (!query.state || query.state.includes(one.state)) &&
          (!query.environment || one.environment === query.environment) &&
          one.environment.includes(query.search ?? '') &&
          (query.view !== 'mine' || one.requestedBy === USER) &&
          (query.view !== 'decide' || one.may.includes('approve')),
      );
    return { items, total: items.length };
  }
}
