/** What an upgrade of one environment to the newest version of its class would do. */
export interface UpgradeItem {
  environment: string;
  owner: string;
  /** Of its plan; absent where it could not be planned, and `message` says why. */
  digest?: string;
  /** Of its plan: changes by operation, without `unchanged`. */
  operations: Record<string, number>;
  /** Of its plan; see `PlanBlocker`. */
  blockers: string[];
  message?: string;
}

/** Plans for every environment of a class that has an older version, with one summary. */
export interface UpgradeSummary {
  class: string;
  version: string;
  items: UpgradeItem[];
  /** Environments of the class that have the newest version already. */
  current: number;
}

/** What became of each of several plans that were applied together. */
export interface AppliedPlan {
  digest: string;
  /** Id of the run; absent where it was refused, and `message` says why. */
  run?: string;
  message?: string;
}
