import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import environmentsPlugin from '@cairn/plugin-environments-backend';
import kubernetesEngine from '@cairn/plugin-environments-backend-module-kubernetes';
import type { EnvironmentRowsStore } from '../store/EnvironmentRowsStore';

type Configuration = NonNullable<
  Parameters<typeof mockServices.rootConfig.factory>[0]
>['data'];

/** The environments plugin with its engine in this process, silent, over a database and a catalog of the benchmark's own. */
export function startEnvironmentsPlugin(options: {
  knex: EnvironmentRowsStore['knex'];
  entities?: Entity[];
  /** Of the key `cairn`. */
  config?: Configuration;
  /** What else it works with. */
  features?: BackendFeature[];
}) {
  return startTestBackend({
    features: [
      environmentsPlugin,
      kubernetesEngine,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          ...(options.config && { cairn: options.config }),
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => options.knex }),
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => mockServices.rootLogger({ level: 'none' }),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities: options.entities }),
      }),
      ...(options.features ?? []),
    ],
  });
}
