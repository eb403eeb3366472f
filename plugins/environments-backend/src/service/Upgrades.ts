import type {
  AppliedPlan,
  UpgradeSummary,
} from '@cairn/plugin-environments-common';
import type { WriteOptions } from './Environments';

/** Newer versions of classes for many environments at once; `EnvironmentsApi` says what each answers. */
export interface Upgrades {
  planUpgrades(
    className: string,
    options: WriteOptions,
  ): Promise<UpgradeSummary>;
  applyAll(digests: string[], options: WriteOptions): Promise<AppliedPlan[]>;
}
