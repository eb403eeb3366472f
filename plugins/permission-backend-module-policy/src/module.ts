import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { CairnPermissionPolicy } from './CairnPermissionPolicy';
import { readPlatformGroup } from './config';

/** Decides permissions by {@link CairnPermissionPolicy}. */
export const permissionModulePolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'cairn-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        policy.setPolicy(
          new CairnPermissionPolicy({
            platformGroup: readPlatformGroup(config),
            userInfo,
          }),
        );
      },
    });
  },
});
