import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { OpaClient } from './clients/OpaClient';
import { OpaPolicyBundle } from './OpaPolicyBundle';
import { OpaPolicyService } from './OpaPolicyService';
import type { PolicyBundle } from './PolicyBundle';
import type { PolicyService } from './PolicyService';

/** The one client of OPA in the process. Not for other packages: a wire format stays here. */
const opaClientServiceRef = createServiceRef<{
  client: OpaClient | undefined;
}>({
  id: 'cairn.policy.opa',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
      },
      factory: ({ config, lifecycle }) => {
        const client = OpaClient.fromConfig(config);
        lifecycle.addShutdownHook(() => client?.close());
        return { client };
      },
    }),
});

/** Policy for any backend plugin: asks whether a request is allowed. */
export const policyServiceRef = createServiceRef<PolicyService>({
  id: 'cairn.policy',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { opa: opaClientServiceRef, logger: coreServices.rootLogger },
      factory: ({ opa, logger }) => new OpaPolicyService(opa.client, logger),
    }),
});

/** The bundle that decides: its rules and its state. */
export const policyBundleServiceRef = createServiceRef<PolicyBundle>({
  id: 'cairn.policy-bundle',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { opa: opaClientServiceRef },
      factory: ({ opa }) => new OpaPolicyBundle(opa.client),
    }),
});
