import { createApiRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentsApi, Run } from '@cairn/plugin-environments-common';

export interface WatchRunOptions {
  /** Called with the whole run, each time that anything of it changes. */
  onRun: (run: Run) => void;
  /** Ends the watch. */
  signal: AbortSignal;
}

/** What the pages need: the REST interface, and runs as they go. */
export interface LiveEnvironmentsApi extends EnvironmentsApi {
  /**
   * Follows a run by server-sent events. Resolves when the server ends the stream or the signal aborts, and rejects
   * where the stream breaks: the caller then asks with `getRun` instead.
   */
  watchRun(id: string, options: WatchRunOptions): Promise<void>;
  /** The whole ledger as JSON lines, to be kept elsewhere: `GET /ledger/export`. */
  exportLedger(): Promise<Blob>;
}

export const environmentsApiRef = createApiRef<LiveEnvironmentsApi>({
  id: 'plugin.environments.api',
});
