import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { environmentClassesServiceRef } from '@cairn/plugin-environments-node';
import { EnvironmentClassProcessor } from './classes/EnvironmentClassProcessor';
import { EnvironmentClassProvider } from './classes/EnvironmentClassProvider';
import { EnvironmentEntityProvider } from './environments/EnvironmentEntityProvider';
import { readEnvironments } from './environments/readEnvironments';

/** Environment classes and environments in the catalog. */
export const catalogModuleCairn = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'cairn',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        classes: environmentClassesServiceRef,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        classes,
        discovery,
        events,
        lifecycle,
        logger,
        scheduler,
      }) {
        const environments = new EnvironmentEntityProvider({
          read: () => readEnvironments({ auth, discovery }),
          events,
          logger,
        });
        catalog.addProcessor(new EnvironmentClassProcessor());
        catalog.addEntityProvider(
          new EnvironmentClassProvider({ classes, logger }),
          environments,
        );
        lifecycle.addShutdownHook(() => environments.close());
        // Events are not kept for those who were not there.
        await scheduler.scheduleTask({
          id: 'refresh-cairn-environments',
          frequency: { minutes: 5 },
          initialDelay: { minutes: 5 },
          timeout: { minutes: 2 },
          scope: 'local',
          fn: () => environments.refresh(),
        });
      },
    });
  },
});
