import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import type { Ownership, UserCredentials } from '../plans/Planner';
import { isAllowed } from './AuthorizedGoldenPaths';

/** Owner is who is in the group; who may take anything into the catalog acts for every group. */
export class GroupOwnership implements Ownership {
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;

  constructor(options: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }) {
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
  }

  async mayActFor(
    owner: string,
    credentials: UserCredentials,
  ): Promise<boolean> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    return (
      ownershipEntityRefs.includes(owner) ||
      isAllowed(this.#permissions, catalogLocationCreatePermission, credentials)
    );
  }
}
