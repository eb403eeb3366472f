import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { pipelinePermissions } from '@cairn/plugin-pipelines-common';
import {
  pipelineProviderExtensionPoint,
  type PipelineProvider,
} from '@cairn/plugin-pipelines-node';
import { createRouter } from './router/createRouter';
import { AuthorizedPipelines } from './service/AuthorizedPipelines';
import { DefaultPipelines } from './service/DefaultPipelines';

/** Runs of pipelines, read from where they run. */
export const pipelinesPlugin = createBackendPlugin({
  pluginId: 'pipelines',
  register(env) {
    const providers: PipelineProvider[] = [];
    env.registerExtensionPoint(pipelineProviderExtensionPoint, {
      addProvider: provider => providers.push(provider),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { auditor, catalog, httpAuth, permissions } = deps;
        deps.permissionsRegistry.addPermissions(pipelinePermissions);
        deps.httpRouter.use(
          createRouter({
            auditor,
            httpAuth,
            pipelines: new AuthorizedPipelines(
              new DefaultPipelines({ catalog, providers }),
              permissions,
            ),
          }),
        );
      },
    });
  },
});
