import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PlatformStatus } from '@cairn/plugin-platform-common';

/** What the portal depends on, and how it is. */
export interface Platform {
  /** @throws NotAllowedError where the person may not see it. */
  status(options: {
    credentials: BackstageCredentials;
  }): Promise<PlatformStatus>;
}
