import type { HumanDuration } from '@backstage/types';

export interface Config {
  cairn?: {
    environments?: {
      /**
       * How often every environment is looked at in its systems. Default: 30 seconds.
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
       * Runs that this backend executes at the same time; the others wait. Default: 4.
       *
       * @visibility backend
       */
      concurrentRuns?: number;
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
