import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { ActionServices } from './actions/ActionServices';
import { createApplyEnvironmentAction } from './actions/applyEnvironment';
import { createConfirmAction } from './actions/confirm';
import { createEnvironmentAction } from './actions/createEnvironment';
import { createDestroyEnvironmentAction } from './actions/destroyEnvironment';
import { createPlanEnvironmentAction } from './actions/planEnvironment';
import { createPublishAction } from './actions/publish';
import { createRegisterAction } from './actions/register';
import { createRemoveAction } from './actions/remove';
import { createWaitForEnvironmentAction } from './actions/waitForEnvironment';

/** The actions of Cairn's golden paths. */
export const scaffolderModuleCairn = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'cairn',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        permissions: coreServices.permissions,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, ...backend }) {
        const services = new ActionServices(backend);
        actions.addActions(
          createConfirmAction(services),
          createPublishAction(services),
          createRegisterAction(services),
          createEnvironmentAction(services),
          createPlanEnvironmentAction(services),
          createApplyEnvironmentAction(services),
          createDestroyEnvironmentAction(services),
          createWaitForEnvironmentAction(services),
          createRemoveAction(services),
        );
      },
    });
  },
});
