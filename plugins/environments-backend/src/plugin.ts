import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clustersServiceRef } from '@cairn/plugin-clusters-node';
import { priceListsServiceRef } from '@cairn/plugin-cost-node';
import {
  environmentAuditPermission,
  environmentPermissions,
} from '@cairn/plugin-environments-common';
import {
  environmentClassesServiceRef,
  environmentResourceRef,
  environmentsEngineExtensionPoint,
  isEnvironmentOwnerRule,
  isOfEnvironmentClassRule,
} from '@cairn/plugin-environments-node';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import { classesDependency } from './classesDependency';
import { readEnvironmentsConfig } from './config';
import { EngineRegistry } from './engines/EngineRegistry';
import { EnvironmentChanges } from './observe/EnvironmentChanges';
import { Observer } from './observe/Observer';
import { noApprovals } from './plans/applicable';
import { createPlanning } from './plans/createPlanning';
import { ReceiptIssuer } from './receipts/ReceiptIssuer';
import { createRouter } from './router/createRouter';
import { createRunner } from './runs/createRunner';
import { RunFeed } from './runs/RunFeed';
import { UnrecordedObjects } from './runs/UnrecordedObjects';
import { EnvironmentAuthorizer } from './service/EnvironmentAuthorizer';
import { AuthorizedEnvironments } from './service/AuthorizedEnvironments';
import { DefaultEnvironments } from './service/DefaultEnvironments';
import { DefaultUpgrades } from './service/DefaultUpgrades';
import { openDatabase } from './store/migrate';
import { pending } from './service/pending';
import { createStores } from './store/Stores';

/** Classes, plans, runs and environments. Starts without any cluster, policy or engine: each is asked when it is needed. */
export const environmentsPlugin = createBackendPlugin({
  pluginId: 'environments',
  register(env) {
    const engines = new EngineRegistry();
    env.registerExtensionPoint(environmentsEngineExtensionPoint, engines);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        classes: environmentClassesServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        dependencies: platformDependenciesServiceRef,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        policy: policyServiceRef,
        priceLists: priceListsServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: tracingServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { classes, logger, permissions, permissionsRegistry } = deps;
        const config = readEnvironmentsConfig(deps.config);
        deps.dependencies.register(classesDependency(classes));
        const stores = createStores(await openDatabase(deps.database));

        permissionsRegistry.addResourceType({
          resourceRef: environmentResourceRef,
          permissions: environmentPermissions,
          rules: [isEnvironmentOwnerRule, isOfEnvironmentClassRule],
          getResources: names =>
            Promise.all(names.map(name => stores.environments.byName(name))),
        });

        permissionsRegistry.addPermissions([environmentAuditPermission]);

        const feed = new RunFeed();
        const changes = new EnvironmentChanges({
          environments: stores.environments,
          events: deps.events,
          signals: deps.signals,
          logger,
        });
        const observer = new Observer({ stores, engines, changes, logger });
        const unrecorded = new UnrecordedObjects({ stores, engines });
        const runner = createRunner({
          ...deps,
          stores,
          engines,
          feed,
          changes,
          observer,
          unrecorded,
          receipts: new ReceiptIssuer({ stores, engines }),
          limits: config.limits,
        });
        const planning = createPlanning({
          approvals: noApprovals,
          catalog: deps.catalog,
          classes,
          clusters: deps.clusters,
          config,
          engines,
          logger,
          policy: deps.policy,
          priceLists: deps.priceLists,
          runner,
          stores,
          unrecorded,
        });
        const environments = new AuthorizedEnvironments(
          new DefaultEnvironments({
            classes,
            engines,
            ...planning,
            userInfo: deps.userInfo,
            stores,
          }),
          new EnvironmentAuthorizer({ permissions, permissionsRegistry }),
        );

        deps.httpRouter.use(
          createRouter({
            // Each is behind its authorizing decorator.
            services: {
              ...pending,
              environments,
              upgrades: new DefaultUpgrades(environments),
            },
            idempotency: stores.idempotency,
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            feed,
          }),
        );

        deps.lifecycle.addStartupHook(() => runner.start());
        deps.lifecycle.addShutdownHook(() => runner.stop());
        await deps.scheduler.scheduleTask({
          id: 'forget-old-plans',
          frequency: { hours: 1 },
          initialDelay: { minutes: 1 },
          timeout: { minutes: 5 },
          fn: () => planning.plans.forgetOld(),
        });
        await deps.scheduler.scheduleTask({
          id: 'observe-environments',
          frequency: config.observeEvery,
          initialDelay: { seconds: 5 },
          timeout: { minutes: 10 },
          scope: 'local',
          fn: signal => observer.pass(signal),
        });
      },
    });
  },
});
