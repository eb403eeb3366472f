import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { assertSafeConfiguration } from './assertSafeConfiguration';

const startupRulesServiceRef = createServiceRef<{}>({
  id: 'cairn.startup-rules',
  scope: 'root',
});

/** Made at every start before any plugin, and fails it where the configuration is not safe. */
export const startupRulesServiceFactory = createServiceFactory({
  service: startupRulesServiceRef,
  initialization: 'always',
  deps: { config: coreServices.rootConfig },
  factory({ config }) {
    assertSafeConfiguration(config);
    return {};
  },
});
