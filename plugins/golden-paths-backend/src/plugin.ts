import {
  coreServices,
  createBackendPlugin,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { priceListsServiceRef } from '@cairn/plugin-cost-node';
import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import { pluginFetchApi } from '@cairn/plugin-portal-node';
import { GitHostClient } from './clients/GitHostClient';
import { ScaffolderClient } from './clients/ScaffolderClient';
import { readGoldenPathsConfig } from './config';
import { Names } from './names/Names';
import { ManifestPrices } from './plans/ManifestPrices';
import { ManifestReview } from './plans/ManifestReview';
import { Planner } from './plans/Planner';
import { Kustomize } from './render/Kustomize';
import { TemplateFiles } from './render/TemplateFiles';
import { createRouter } from './router/createRouter';
import { AuthorizedGoldenPaths } from './service/AuthorizedGoldenPaths';
import { DefaultGoldenPaths } from './service/DefaultGoldenPaths';
import { GroupOwnership } from './service/GroupOwnership';
import { openDatabase } from './store/migrate';
import { PlansStore } from './store/PlansStore';

/** What a golden path would make, before anything is made. Starts without any of the systems that it asks. */
export const goldenPathsPlugin = createBackendPlugin({
  pluginId: 'golden-paths',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        policy: policyServiceRef,
        priceLists: priceListsServiceRef,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, discovery, logger, permissions } = deps;
        const config = readGoldenPathsConfig(deps.config);
        const plans = new PlansStore(await openDatabase(deps.database));

        const environmentsOf = (credentials?: BackstageCredentials) =>
          new EnvironmentsClient({
            discoveryApi: discovery,
            fetchApi: pluginFetchApi({ auth, to: 'environments', credentials }),
          });
        const names = new Names({
          auth,
          catalog,
          clusters: deps.clusters,
          environments: environmentsOf(),
          gitHost: config.git && new GitHostClient(config.git),
          logger,
        });
        const planner = new Planner({
          catalog,
          environmentsOf,
          git: config.git,
          manifests: new ManifestReview({
            kustomize: new Kustomize({ command: config.kustomize, logger }),
            policy: deps.policy,
          }),
          names,
          ownership: new GroupOwnership({
            permissions,
            userInfo: deps.userInfo,
          }),
          planTtlMs: config.planTtlMs,
          prices: new ManifestPrices({ priceLists: deps.priceLists, logger }),
          scaffolder: new ScaffolderClient({ auth, discovery }),
          templates: new TemplateFiles(deps.urlReader),
        });
        deps.httpRouter.use(
          createRouter({
            goldenPaths: new AuthorizedGoldenPaths(
              new DefaultGoldenPaths({ names, planner, plans }),
              permissions,
            ),
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
          }),
        );
        await deps.scheduler.scheduleTask({
          id: 'forget-golden-path-plans',
          frequency: { hours: 1 },
          initialDelay: { minutes: 1 },
          timeout: { minutes: 5 },
          fn: async () => {
            await plans.forget(new Date(Date.now() - config.planTtlMs));
          },
        });
      },
    });
  },
});
