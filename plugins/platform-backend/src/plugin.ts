import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  PLATFORM_CHANNEL,
  platformPermissions,
} from '@cairn/plugin-platform-common';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { builtInDependencies } from './builtInDependencies';
import { readPlatformConfig } from './config';
import { LocalPlatformFile } from './localPlatform/LocalPlatformFile';
import { DependencyMonitor } from './monitor/DependencyMonitor';
import { createRouter } from './router';
import { AuthorizedPlatform } from './service/AuthorizedPlatform';
import { MonitoredPlatform } from './service/MonitoredPlatform';

/** What the portal depends on: asks it, tells it, and says when it changed. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        dependencies: platformDependenciesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { dependencies, lifecycle, signals } = services;
        const config = readPlatformConfig(services.config);
        for (const dependency of builtInDependencies(
          config,
          services.database,
        )) {
          dependencies.register(dependency);
        }
        const monitor = new DependencyMonitor({
          dependencies,
          localPlatform: new LocalPlatformFile(config.statusFile),
          logger: services.logger,
          onChange: () =>
            signals.publish({
              recipients: { type: 'broadcast' },
              channel: PLATFORM_CHANNEL,
              message: { type: 'changed' },
            }),
        });
        lifecycle.addStartupHook(() => monitor.start());
        lifecycle.addShutdownHook(() => monitor.stop());

        services.permissionsRegistry.addPermissions(platformPermissions);
        services.httpRouter.use(
          createRouter({
            httpAuth: services.httpAuth,
            platform: new AuthorizedPlatform(
              new MonitoredPlatform(monitor),
              services.permissions,
            ),
          }),
        );
      },
    });
  },
});
