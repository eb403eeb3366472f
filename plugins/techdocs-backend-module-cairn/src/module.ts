import { tmpdir } from 'node:os';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  DirectoryPreparer,
  techdocsPreparerExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { DocsPreparer } from './DocsPreparer';

/** Docs of entities in local files are built of a copy of the docs alone. */
export const techdocsModuleCairn = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'cairn',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ config, logger, preparers, reader }) {
        preparers.registerPreparer(
          'dir',
          new DocsPreparer({
            integrations: ScmIntegrations.fromConfig(config),
            remote: DirectoryPreparer.fromConfig(config, { logger, reader }),
            // Where TechDocs makes its own temporary folders.
            temporary:
              config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
          }),
        );
      },
    });
  },
});
