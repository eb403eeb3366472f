import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { grants } from './grants';
import { ownership } from './ownership';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Owners change what their group owns, everybody signed in reads, the platform group does more, and all else is denied.
 * Needs nothing but the catalog's groups, so it decides also while everything else is down.
 */
export class CairnPermissionPolicy implements PermissionPolicy {
  readonly #platformGroup: string;
  readonly #userInfo: UserInfoService;

  constructor(options: { platformGroup: string; userInfo: UserInfoService }) {
    this.#platformGroup = options.platformGroup;
    this.#userInfo = options.userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const grant = grants.get(permission.name) ?? 'nobody';
    if (!user || grant === 'nobody') {
      return DENY;
    }
    if (grant === 'everyone') {
      return ALLOW;
    }

    const info = await this.#userInfo.getUserInfo(user.credentials);
    if (info.ownershipEntityRefs.includes(this.#platformGroup)) {
      return ALLOW;
    }
    if (grant === 'owners' && isResourcePermission(permission)) {
      return ownership.get(permission.resourceType)?.(info) ?? DENY;
    }
    return DENY;
  }
}
