import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds } from '@backstage/types';
import { costPermissions } from '@cairn/plugin-cost-common';
import {
  costSourceExtensionPoint,
  priceListsServiceRef,
} from '@cairn/plugin-cost-node';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { EnvironmentsInventory } from './attribution/Inventory';
import { CatalogIndex } from './catalog/CatalogIndex';
import { Collector } from './collect/Collector';
import { SourceRegistry } from './collect/SourceRegistry';
import { readCostConfig } from './config';
import { pricesDependency } from './pricesDependency';
import { createRouter } from './router/createRouter';
import { SampleRows } from './sample/SampleRows';
import { AuthorizedCosts } from './service/AuthorizedCosts';
import { DefaultCosts } from './service/DefaultCosts';
import { openDatabase } from './store/migrate';
import { createStores } from './store/Stores';

/** What things cost, from rows of hours. Starts without any cluster, catalog or price list: each is asked when it is needed. */
export const costPlugin = createBackendPlugin({
  pluginId: 'cost',
  register(env) {
    const sources = new SourceRegistry();
    env.registerExtensionPoint(costSourceExtensionPoint, sources);

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        dependencies: platformDependenciesServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        priceLists: priceListsServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, discovery, logger, priceLists } = deps;
        const config = readCostConfig(deps.config);
        const stores = createStores(await openDatabase(deps.database));
        const index = new CatalogIndex({ catalog, auth, logger });
        const inventory = new EnvironmentsInventory({
          auth,
          discovery,
          logger,
        });
        deps.dependencies.register(pricesDependency(priceLists));
        deps.permissionsRegistry.addPermissions(costPermissions);

        deps.httpRouter.use(
          createRouter({
            costs: new AuthorizedCosts(
              new DefaultCosts({
                days: stores.days,
                sources: stores.sources,
                priceLists,
                catalog: index,
                inventory,
              }),
              { catalog, permissions: deps.permissions },
            ),
            httpAuth: deps.httpAuth,
          }),
        );

        const collector = new Collector({
          stores,
          sources: sources.all(),
          priceLists,
          catalog: index,
          inventory,
          logger,
          everyMs: durationToMilliseconds(config.collectEvery),
        });
        const sample = new SampleRows({
          stores,
          catalog: index,
          priceLists,
          logger,
          hoursKept: config.hoursKept,
        });
        // Each in one backend only: what is held is counted once.
        await deps.scheduler.scheduleTask({
          id: 'collect-costs',
          frequency: config.collectEvery,
          initialDelay: { seconds: 20 },
          timeout: { minutes: 10 },
          scope: 'global',
          fn: signal => collector.collect(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'forget-costs',
          frequency: { hours: 24 },
          initialDelay: { minutes: 10 },
          timeout: { minutes: 30 },
          scope: 'global',
          fn: () =>
            stores.atOnce(({ hours }) => hours.forget(new Date(), config)),
        });
        if (config.sample) {
          await deps.scheduler.scheduleTask({
            id: 'make-up-costs',
            frequency: { minutes: 5 },
            initialDelay: { seconds: 5 },
            timeout: { minutes: 10 },
            scope: 'global',
            fn: signal => sample.fill(signal),
          });
        } else {
          await sample.remove();
        }
      },
    });
  },
});
