import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  platformReadPermission,
  type PlatformStatus,
} from '@cairn/plugin-platform-common';
import type { Platform } from './Platform';

/** Lets those through who have `platform.read`. */
export class AuthorizedPlatform implements Platform {
  readonly #platform: Platform;
  readonly #permissions: PermissionsService;

  constructor(platform: Platform, permissions: PermissionsService) {
    this.#platform = platform;
    this.#permissions = permissions;
  }

  async status(options: {
    credentials: BackstageCredentials;
  }): Promise<PlatformStatus> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: platformReadPermission }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not see what the portal depends on: your groups do not have the permission platform.read',
      );
    }
    return this.#platform.status(options);
  }
}
