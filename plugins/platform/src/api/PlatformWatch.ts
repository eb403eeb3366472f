import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PlatformStatus } from '@cairn/plugin-platform-common';

/** What is known of the platform in this browser. */
export interface PlatformView {
  /** The last answer; absent: none yet. */
  status?: PlatformStatus;
  /** When that answer came, in milliseconds of this browser's clock. */
  receivedAt?: number;
  /** Why the newest question was not answered; absent: it was. */
  error?: Error;
}

/** Follows the state of the platform for everything in the app that shows it, asking once for all of them. */
export interface PlatformWatch {
  /** The same object until something changed. */
  view(): PlatformView;
  /** Follows it until the returned function is called; asks only while somebody follows. */
  subscribe(onChange: () => void): () => void;
  /** Asks now. Never rejects: see `view().error`. */
  refresh(): Promise<void>;
}

export const platformWatchApiRef = createApiRef<PlatformWatch>().with({
  id: 'plugin.platform.watch',
  pluginId: 'platform',
});
