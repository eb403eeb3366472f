import type {
  AppliedPlan,
  Drift,
  Environment,
  Run,
  UpgradeSummary,
} from '@cairn/plugin-environments-common';
import type { ReadOptions, WriteOptions } from './Environments';

/** What happens to environments and runs after they began; `EnvironmentsApi` says what each answers. */
export interface Lifecycle {
  extend(name: string, options: WriteOptions): Promise<Environment>;
  getDrift(name: string, options: ReadOptions): Promise<Drift>;
  planUpgrades(
    className: string,
    options: WriteOptions,
  ): Promise<UpgradeSummary>;
  applyAll(digests: string[], options: WriteOptions): Promise<AppliedPlan[]>;
  retryRun(id: string, options: WriteOptions): Promise<Run>;
  cancelRun(id: string, options: WriteOptions): Promise<Run>;
}
