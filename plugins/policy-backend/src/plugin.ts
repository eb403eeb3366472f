import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { policyPermissions } from '@cairn/plugin-policy-common';
import { policyBundleServiceRef } from '@cairn/plugin-policy-node';
import { opaDependency } from './opaDependency';
import { createRouter } from './router';
import { AuthorizedPolicies } from './service/AuthorizedPolicies';
import { BundlePolicies } from './service/BundlePolicies';

/** Shows people the rules that judge their requests, and whether they can be asked. */
export const policyPlugin = createBackendPlugin({
  pluginId: 'policy',
  register(env) {
    env.registerInit({
      deps: {
        bundle: policyBundleServiceRef,
        dependencies: platformDependenciesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(services) {
        const { bundle, dependencies, httpAuth, permissions } = services;
        dependencies.register(opaDependency(bundle));
        services.permissionsRegistry.addPermissions(policyPermissions);
        services.httpRouter.use(
          createRouter({
            httpAuth,
            policies: new AuthorizedPolicies(
              new BundlePolicies(bundle),
              permissions,
            ),
          }),
        );
      },
    });
  },
});
