import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { PatientLunrSearchEngine } from './PatientLunrSearchEngine';

/** Searches in PostgreSQL where that is the database, else in memory. */
export const searchModuleEngine = createBackendModule({
  pluginId: 'search',
  moduleId: 'engine',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        engines: searchEngineRegistryExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, database, engines, logger }) {
        engines.setSearchEngine(
          (await PgSearchEngine.supported(database))
            ? await PgSearchEngine.fromConfig(config, { database, logger })
            : new PatientLunrSearchEngine({ logger }),
        );
      },
    });
  },
});
