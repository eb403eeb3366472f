import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { EnvironmentClasses } from './EnvironmentClasses';
import { FolderEnvironmentClasses } from './FolderEnvironmentClasses';

/** The classes, for the plugin `environments` and the catalog's provider alike. */
export const environmentClassesServiceRef =
  createServiceRef<EnvironmentClasses>({
    id: 'cairn.environment-classes',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          config: coreServices.rootConfig,
          logger: coreServices.rootLogger,
          lifecycle: coreServices.rootLifecycle,
        },
        factory: ({ config, logger, lifecycle }) => {
          const classes = FolderEnvironmentClasses.fromConfig(config, {
            logger,
          });
          lifecycle.addShutdownHook(() => classes.close());
          return classes;
        },
      }),
  });
