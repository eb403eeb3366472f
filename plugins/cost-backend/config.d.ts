import type { HumanDuration } from '@backstage/types';

export interface Config {
  cairn?: {
    cost?: {
      /**
       * How often what is held is counted. Default: 5 minutes.
       *
       * @visibility backend
       */
      collectEvery?: HumanDuration | string;
      /**
       * How long rows are kept. Sums of days stay as they are when their hours are gone.
       *
       * @visibility backend
       */
      retention?: {
        /** Default: 45 days. */
        hours?: HumanDuration | string;
        /** Default: 400 days. */
        days?: HumanDuration | string;
      };
      /**
       * Make up costs of the example company's services, of the last 120 days, and mark them so. Refused in production. Default: false.
       *
       * @visibility backend
       */
      sample?: boolean;
    };
  };
}
