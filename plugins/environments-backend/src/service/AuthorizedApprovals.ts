import {
  environmentApprovePermission,
  environmentPlanPermission,
  environmentReadPermission,
  type Approval,
  type ApprovalQuery,
} from '@cairn/plugin-environments-common';
import type { AuthorizableEnvironment } from '@cairn/plugin-environments-node';
import type { Approvals } from './Approvals';
import { permissionToApply } from './AuthorizedEnvironments';
import {
  planned,
  type EnvironmentAuthorizer,
  type EnvironmentPermission,
} from './EnvironmentAuthorizer';
import type { Environments, ReadOptions, WriteOptions } from './Environments';

/** Lets through what the permission policy allows, and nothing else. Whose yes counts is said by the plan's verdict. */
export class AuthorizedApprovals implements Approvals {
  readonly #approvals: Approvals;
  readonly #plans: Pick<Environments, 'getPlan'>;
  readonly #authorizer: EnvironmentAuthorizer;

  /** @param plans - without a look at permissions: what they depend on is read from them */
  constructor(
    approvals: Approvals,
    plans: Pick<Environments, 'getPlan'>,
    authorizer: EnvironmentAuthorizer,
  ) {
    this.#approvals = approvals;
    this.#plans = plans;
    this.#authorizer = authorizer;
  }

  async request(
    digest: string,
    note: string | undefined,
    options: WriteOptions,
  ) {
    const plan = await this.#plans.getPlan(digest, options);
    await this.#authorizer.require(
      environmentPlanPermission,
      options.credentials,
      planned(plan),
    );
    return this.#allowed(
      await this.#approvals.request(digest, note, options),
      options,
    );
  }

  async get(digest: string, options: ReadOptions) {
    return this.#allowed(await this.#readable(digest, options), options);
  }

  async decide(
    digest: string,
    decision: Parameters<Approvals['decide']>[1],
    options: WriteOptions,
  ) {
    await this.#authorizer.require(
      environmentApprovePermission,
      options.credentials,
      about(await this.#readable(digest, options)),
    );
    return this.#allowed(
      await this.#approvals.decide(digest, decision, options),
      options,
    );
  }

  async withdraw(
    digest: string,
    reason: string | undefined,
    options: WriteOptions,
  ) {
    // Whoever asked or said yes may take that back, whatever else they may not do any more.
    await this.#readable(digest, options);
    return this.#allowed(
      await this.#approvals.withdraw(digest, reason, options),
      options,
    );
  }

  async list(query: ApprovalQuery, options: ReadOptions) {
    const visible = await this.#authorizer.visible(options.credentials);
    const page = await this.#approvals.list(query, {
      ...options,
      ...(visible && { visible }),
    });
    return { ...page, items: await this.#allAllowed(page.items, options) };
  }

  async #readable(digest: string, options: ReadOptions): Promise<Approval> {
    const approval = await this.#approvals.get(digest, options);
    await this.#authorizer.require(
      environmentReadPermission,
      options.credentials,
      about(approval),
    );
    return approval;
  }

  async #allowed(approval: Approval, options: ReadOptions): Promise<Approval> {
    const [allowed] = await this.#allAllowed([approval], options);
    return allowed;
  }

  /** Says only what the permission policy would let through as well, and asks it once for each permission. */
  async #allAllowed(
    approvals: Approval[],
    { credentials }: ReadOptions,
  ): Promise<Approval[]> {
    const asked = new Map<
      string,
      ReturnType<EnvironmentAuthorizer['decisionOn']>
    >();
    const isAllowed = async (
      approval: Approval,
      one: Approval['may'][number],
    ) => {
      const permission = permissionTo(one, approval);
      const decision =
        asked.get(permission.name) ??
        this.#authorizer.decisionOn(permission, credentials);
      asked.set(permission.name, decision);
      return (await decision)(about(approval));
    };
    return Promise.all(
      approvals.map(async approval => {
        const allowed = await Promise.all(
          approval.may.map(one => isAllowed(approval, one)),
        );
        return { ...approval, may: approval.may.filter((_, i) => allowed[i]) };
      }),
    );
  }
}

function permissionTo(
  one: Approval['may'][number],
  approval: Approval,
): EnvironmentPermission {
  switch (one) {
    case 'apply':
      return permissionToApply(approval);
    case 'withdraw':
      return environmentReadPermission;
    default:
      return environmentApprovePermission;
  }
}

/** What decisions on a request depend on: also after its plan was forgotten. */
function about(approval: Approval): AuthorizableEnvironment {
  return { owner: approval.owner, class: { name: approval.class } };
}
