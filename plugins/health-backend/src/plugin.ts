import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { healthPermissions } from '@cairn/plugin-health-common';
import { healthSourceExtensionPoint } from '@cairn/plugin-health-node';
import { PlaceReader } from './places/PlaceReader';
import { AffectedEntities } from './push/AffectedEntities';
import { CatalogWatch } from './push/CatalogWatch';
import { ChangeFeed } from './push/ChangeFeed';
import { createRouter } from './router';
import { AuthorizedHealth } from './service/AuthorizedHealth';
import { DefaultHealth } from './service/DefaultHealth';
import { SourceRegistry } from './sources/SourceRegistry';
import { InventoryCache } from './targets/InventoryCache';

/** Whether things run, from what is watched. Starts without any cluster; what is away is `Unknown`. */
export const healthPlugin = createBackendPlugin({
  pluginId: 'health',
  register(env) {
    const sources = new SourceRegistry();
    env.registerExtensionPoint(healthSourceExtensionPoint, sources);

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auth, catalog, logger, signals } = deps;
        const stop = new AbortController();
        const places = new PlaceReader({
          sources: () => sources.all(),
          clusters: deps.clusters,
        });
        const affected = new AffectedEntities(places);
        const feed = new ChangeFeed({ affected, signals, logger });
        const inventory = new InventoryCache({
          auth,
          discovery: deps.discovery,
          events: deps.events,
          logger,
        });
        const catalogWatch = new CatalogWatch({
          auth,
          catalog,
          logger,
          inventory: () => inventory.get().items,
          onRead: entities => affected.replace(entities, inventory.get().items),
        });

        deps.permissionsRegistry.addPermissions(healthPermissions);
        deps.httpRouter.use(
          createRouter({
            health: new AuthorizedHealth(
              new DefaultHealth({ catalog, inventory, places }),
              deps.permissions,
            ),
            httpAuth: deps.httpAuth,
          }),
        );

        deps.lifecycle.addStartupHook(async () => {
          for (const source of sources.all()) {
            source.onChange(changed => feed.tell(changed), {
              signal: stop.signal,
            });
            await source.start({ signal: stop.signal });
          }
          catalogWatch.refresh();
          await inventory.start({
            onChange: environments => {
              catalogWatch.refresh();
              feed.tell([...environments]);
            },
          });
        });
        deps.lifecycle.addShutdownHook(() => {
          stop.abort();
          inventory.stop();
          catalogWatch.stop();
          feed.stop();
        });
      },
    });
  },
});
