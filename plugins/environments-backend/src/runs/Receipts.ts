import type { Receipt } from '@cairn/plugin-environments-common';
import type { RunRecord } from '../store/runRows';

/** Proves that what an environment owned is gone. */
export interface Receipts {
  /** @param run - a run that destroys, after its last step */
  issue(
    run: RunRecord,
    options: { signal: AbortSignal; progress?: (message: string) => void },
  ): Promise<Receipt>;
}
