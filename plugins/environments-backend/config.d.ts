import type { HumanDuration } from '@backstage/types';

export interface Config {
  cairn?: {
    environments?: {
      /**
       * How often every environment is looked at, whether or not anything of it changed. What is watched is looked at within
       * a second of its change; what cannot be watched, only so often. Default: 5 minutes.
       *
       * @visibility backend
       */
      observeEvery?: HumanDuration | string;
      /**
       * How long a plan can be applied. Default: 24 hours.
       *
       * @visibility backend
       */
      planTtl?: HumanDuration | string;
      /**
       * Runs that this backend executes at the same time; the others wait. Default: 16.
       *
       * @visibility backend
       */
      concurrentRuns?: number;
      /**
       * Runs of one group's environments that are under way at the same time, in all backends of the database. The groups
       * take turns. Default: 4.
       *
       * @visibility backend
       */
      runsPerGroup?: number;
      /**
       * Runs in one cluster that are under way at the same time, in all backends of the database. Less than
       * `concurrentRuns`, so that a slow cluster leaves workers to the others. Default: 12.
       *
       * @visibility backend
       */
      runsPerCluster?: number;
      /**
       * How often every cluster is searched for what carries an environment's label and does not belong to one. Default: 10
       * minutes.
       *
       * @visibility backend
       */
      searchOrphansEvery?: HumanDuration | string;
      /**
       * Installation ids of ledgers whose heads stand in the same clusters and are known to be of other Cairns, or of a database
       * that was given up on purpose. Any other head that is not this ledger's is an alarm of `ledger verify`. Default: none.
       *
       * @visibility backend
       */
      otherLedgers?: string[];
    };
    git?: {
      /**
       * Address of the Git host, which expressions in classes see as `git.url`.
       *
       * @visibility backend
       */
      url?: string;
    };
  };
}
