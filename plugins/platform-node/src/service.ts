import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultPlatformDependencies } from './DefaultPlatformDependencies';
import type { PlatformDependencies } from './dependencies';

/** The one registry of the backend process; any plugin may depend on it. */
export const platformDependenciesServiceRef =
  createServiceRef<PlatformDependencies>({
    id: 'cairn.platform-dependencies',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => new DefaultPlatformDependencies(),
      }),
  });
