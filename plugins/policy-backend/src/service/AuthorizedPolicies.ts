import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  policyReadPermission,
  type PolicyRules,
  type PolicyStatus,
} from '@cairn/plugin-policy-common';
import type { Policies } from './Policies';

/** Lets those through who have `policy.read`. */
export class AuthorizedPolicies implements Policies {
  readonly #policies: Policies;
  readonly #permissions: PermissionsService;

  constructor(policies: Policies, permissions: PermissionsService) {
    this.#policies = policies;
    this.#permissions = permissions;
  }

  async rules(options: Parameters<Policies['rules']>[0]): Promise<PolicyRules> {
    await this.#require(options.credentials);
    return this.#policies.rules(options);
  }

  async status(
    options: Parameters<Policies['status']>[0],
  ): Promise<PolicyStatus> {
    await this.#require(options.credentials);
    return this.#policies.status(options);
  }

  async #require(credentials: BackstageCredentials): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: policyReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not see the policies: your groups do not have the permission policy.read',
      );
    }
  }
}
