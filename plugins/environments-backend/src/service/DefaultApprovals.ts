import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Approval,
  ApprovalQuery,
} from '@cairn/plugin-environments-common';
import type { ApprovalGate } from '../approvals/ApprovalGate';
import type { ApprovalNotices } from '../approvals/ApprovalNotices';
import type { ApprovalRecord } from '../approvals/ApprovalRecord';
import type { ApprovalsQueryStore } from '../approvals/ApprovalsQueryStore';
import type {
  ApprovalsStore,
  ApprovalTransition,
} from '../approvals/ApprovalsStore';
import type { Approvers } from '../approvals/Approvers';
import type { Person } from '../approvals/entitlement';
import {
  keepOrBeginAnew,
  newApproval,
  type Asker,
} from '../approvals/newApproval';
import {
  approvalFact,
  approve,
  reject,
  withdraw,
} from '../approvals/transitions';
import { answer, whatMay } from '../approvals/whatMay';
import { because, nameOf, waitsFor } from '../approvals/words';
import { StalePlanError } from '../errors';
import { isAgent } from '../plans/agents';
import type { PlanResult } from '../plans/PlanResult';
import type { PlanActor, UserCredentials } from '../plans/subject';
import { whatChanged } from '../plans/whatChanged';
import type { Approvals } from './Approvals';
import type {
  ReadOptions,
  ReaderCredentials,
  WriteOptions,
} from './Environments';

/** Plans as they are kept, and as they would be now. */
export interface ApprovablePlans {
  /** @throws NotFoundError */
  get(digest: string): Promise<PlanResult>;
  again(stored: PlanResult, actor: PlanActor): Promise<PlanResult>;
}

/** Approvals, without a look at who may see which environment: that is `AuthorizedApprovals`. */
export class DefaultApprovals implements Approvals {
  readonly #store: ApprovalsStore;
  readonly #lists: ApprovalsQueryStore;
  readonly #plans: ApprovablePlans;
  readonly #approvers: Approvers;
  readonly #gate: ApprovalGate;
  readonly #notices: ApprovalNotices;
  readonly #auth: AuthService;

  constructor(options: {
    store: ApprovalsStore;
    lists: ApprovalsQueryStore;
    plans: ApprovablePlans;
    approvers: Approvers;
    gate: ApprovalGate;
    notices: ApprovalNotices;
    auth: AuthService;
  }) {
    this.#store = options.store;
    this.#lists = options.lists;
    this.#plans = options.plans;
    this.#approvers = options.approvers;
    this.#gate = options.gate;
    this.#notices = options.notices;
    this.#auth = options.auth;
  }

  async request(
    digest: string,
    note: string | undefined,
    { credentials }: WriteOptions,
  ): Promise<Approval> {
    const asker = askerOf(credentials);
    const stored = await this.#plans.get(digest);
    const { plan } = stored;
    const now = new Date();
    await this.#store.expire(now);
    const request = newApproval(stored, asker, {
      note,
      lastDigest: await this.#store.lastDigest({
        id: stored.environmentId,
        name: plan.environment.name,
        except: digest,
      }),
    });
    const begun = await this.#store.request(request, {
      again: earlier => keepOrBeginAnew(earlier, plan),
      reason: waitsFor(
        request.needed,
        request.needed.map((_, need) => need),
      ),
      facts: [
        approvalFact(request, {
          kind: 'approval.requested',
          actor: asker.user,
          summary: `${nameOf(asker.user)}${
            request.agent ? ', by a program,' : ''
          } asked that the plan to ${plan.action} ${
            plan.environment.name
          } may be applied${because(note)}`,
          data: {
            rules: [...new Set(request.needed.map(({ rule }) => rule))],
            agent: request.agent,
          },
        }),
      ],
      now,
    });
    const record = await this.#record(digest);
    if (begun) {
      this.#notices.requested(record);
    }
    return this.#answer(record, credentials);
  }

  async get(digest: string, { credentials }: ReadOptions): Promise<Approval> {
    return this.#answer(await this.#record(digest), credentials);
  }

  async decide(
    digest: string,
    decision: Parameters<Approvals['decide']>[1],
    { credentials }: WriteOptions,
  ): Promise<Approval> {
    const { user, agent } = askerOf(credentials);
    if (agent) {
      throw new NotAllowedError(
        'A program cannot say yes or no to a plan. The person that it acts for does so on the page Approvals of the portal, or with `./cairn env approve`',
      );
    }
    const person = await this.#person(user);
    const record = await this.#record(digest);
    if (decision.decision === 'reject') {
      reject(record, person, decision.reason);
      return this.#change(digest, user, credentials, one =>
        reject(one, person, decision.reason),
      );
    }
    // Who may not is told so before anything is planned for them.
    if (!approve(record, person, decision.reason)) {
      return this.#answer(record, credentials);
    }
    await this.#requireFresh(digest);
    return this.#change(digest, user, credentials, one =>
      approve(one, person, decision.reason),
    );
  }

  async withdraw(
    digest: string,
    reason: string | undefined,
    { credentials }: WriteOptions,
  ): Promise<Approval> {
    const { user, agent } = askerOf(credentials);
    const record = await this.#record(digest);
    if (agent && !record.agent) {
      throw new NotAllowedError(
        'A program can only take back what a program asked for',
      );
    }
    return this.#change(digest, user, credentials, one =>
      withdraw(one, user, reason),
    );
  }

  async list(
    query: ApprovalQuery,
    { credentials, visible }: Parameters<Approvals['list']>[1],
  ) {
    await this.#store.expire(new Date());
    const person = await this.#personOf(credentials);
    const page = await this.#lists.page(query, person, visible);
    return {
      ...page,
      items: page.items.map(record => answered(record, person, credentials)),
    };
  }

  /** @throws StalePlanError where it would no longer be the same plan: what was said to it is void then */
  async #requireFresh(digest: string): Promise<void> {
    const stored = await this.#plans.get(digest);
    if (!stored.subject) {
      throw new ConflictError(
        'It is not known any more for whom this plan was made. Plan again.',
      );
    }
    const fresh = await this.#plans.again(stored, {
      subject: stored.subject,
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (fresh.plan.digest !== digest) {
      const differences = whatChanged(stored, fresh);
      await this.#gate.stale(digest, differences);
      throw new StalePlanError(differences);
    }
  }

  async #change(
    digest: string,
    user: string,
    credentials: ReaderCredentials,
    decide: (record: ApprovalRecord) => ApprovalTransition | undefined,
  ): Promise<Approval> {
    const now = new Date();
    let changed = false;
    const record = await this.#store.change(digest, now, one => {
      const transition = decide(one);
      if (transition && Date.parse(one.expiresAt) <= now.getTime()) {
        throw new ConflictError(
          'The plan is too old to be applied. Plan again.',
        );
      }
      changed = transition !== undefined;
      return transition;
    });
    if (!record) {
      throw noApproval(digest);
    }
    if (changed) {
      this.#notices.decided(record, user);
    }
    return this.#answer(record, credentials);
  }

  async #record(digest: string): Promise<ApprovalRecord> {
    const record = await this.#store.ofDigest(digest, new Date());
    if (!record) {
      throw noApproval(digest);
    }
    return record;
  }

  async #answer(
    record: ApprovalRecord,
    credentials: ReaderCredentials,
  ): Promise<Approval> {
    const person = await this.#personOf(credentials);
    return answered(record, person, credentials);
  }

  async #personOf(credentials: ReaderCredentials): Promise<Person> {
    return credentials.principal.type === 'user'
      ? this.#person(credentials.principal.userEntityRef)
      : { user: credentials.principal.subject, refs: new Set() };
  }

  async #person(user: string): Promise<Person> {
    return { user, refs: await this.#approvers.refsOf(user) };
  }
}

function answered(
  record: ApprovalRecord,
  person: Person,
  { principal }: ReaderCredentials,
): Approval {
  const byHand = principal.type === 'user' && !isAgent(principal);
  return answer(record, byHand ? whatMay(record, person) : []);
}

/** The person, and whether a program speaks for them. */
function askerOf({ principal }: UserCredentials): Asker {
  return {
    user: principal.userEntityRef,
    agent: isAgent(principal),
  };
}

function noApproval(digest: string): NotFoundError {
  return new NotFoundError(`Nobody asked for a yes to the plan '${digest}'`);
}
