import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { OpaPolicyService } from './OpaPolicyService';
import type { PolicyService } from './PolicyService';

/** Policy for any backend plugin: one client of OPA in the process. */
export const policyServiceRef = createServiceRef<PolicyService>({
  id: 'cairn.policy',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
      },
      factory: ({ config, logger }) =>
        OpaPolicyService.fromConfig(config, { logger }),
    }),
});
