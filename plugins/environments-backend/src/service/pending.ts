import { NotImplementedError } from '@backstage/errors';
import type { EnvironmentServices } from '../router/EnvironmentServices';

const refuse = async (): Promise<never> => {
  throw new NotImplementedError('This part of the plugin is not wired yet');
};

/** What is not wired yet answers 501. */
export const pending: Omit<EnvironmentServices, 'environments'> = {
  approvals: {
    request: refuse,
    get: refuse,
    decide: refuse,
    withdraw: refuse,
    list: refuse,
  },
  audit: {
    getStory: refuse,
    getReceipt: refuse,
    listOrphans: refuse,
    listLedger: refuse,
    async *exportLedger() {
      await refuse();
    },
    verifyLedger: refuse,
  },
  drifts: { getDrift: refuse },
  leases: { extend: refuse },
  runs: { retryRun: refuse, cancelRun: refuse },
  upgrades: { planUpgrades: refuse, applyAll: refuse },
};
