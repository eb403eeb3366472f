import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
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
import { createApprovals } from './approvals/createApprovals';
import { addActions } from './actions/addActions';
import { classesDependency } from './classesDependency';
import { readEnvironmentsConfig } from './config';
import { EngineRegistry } from './engines/EngineRegistry';
import { createLeases } from './leases/createLeases';
import { createAudit } from './ledger/createAudit';
import { EnvironmentChanges } from './observe/EnvironmentChanges';
import { createObservation } from './observe/createObservation';
import { Watches } from './observe/Watches';
import { createPlanning } from './plans/createPlanning';
import { ReceiptIssuer } from './receipts/ReceiptIssuer';
import type { EnvironmentServices } from './router/EnvironmentServices';
import { createRouter } from './router/createRouter';
import { createRunner } from './runs/createRunner';
import { FenceSweeper } from './runs/FenceSweeper';
import { RunFeed } from './runs/RunFeed';
import { UnrecordedObjects } from './runs/UnrecordedObjects';
import { schedulePasses } from './schedulePasses';
import { EnvironmentAuthorizer } from './service/EnvironmentAuthorizer';
import { AuthorizedApprovals } from './service/AuthorizedApprovals';
import { AuthorizedDrifts } from './service/AuthorizedDrifts';
import { AuthorizedEnvironments } from './service/AuthorizedEnvironments';
import { DefaultApprovals } from './service/DefaultApprovals';
import { DefaultEnvironments } from './service/DefaultEnvironments';
import { AuthorizedRunControl } from './service/AuthorizedRunControl';
import { DefaultRunControl } from './service/DefaultRunControl';
import { DefaultUpgrades } from './service/DefaultUpgrades';
import { openDatabase } from './store/migrate';
import { createStores } from './store/Stores';

/** Classes, plans, runs and environments. Starts without any cluster, policy or engine: each is asked when it is needed. */
export const environmentsPlugin = createBackendPlugin({
  pluginId: 'environments',
  register(env) {
    const engines = new EngineRegistry();
    env.registerExtensionPoint(environmentsEngineExtensionPoint, engines);

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
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
        notifications: notificationService,
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
        const watches = new Watches({
          clusters: deps.clusters,
          engines,
          logger,
        });
        const stores = createStores(await openDatabase(deps.database), watches);

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
        const observation = createObservation({
          changes,
          classes,
          engines,
          logger,
          stores,
          watches,
        });
        const { observer } = observation;
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
        const approvals = createApprovals({ ...deps, stores });
        const planning = createPlanning({
          approvals: approvals.gate,
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
        const authorizer = new EnvironmentAuthorizer({
          permissions,
          permissionsRegistry,
        });
        const everything = new DefaultEnvironments({
          classes,
          engines,
          ...planning,
          approvals: approvals.gate,
          userInfo: deps.userInfo,
          stores,
        });
        const environments = new AuthorizedEnvironments(everything, authorizer);
        const { leases, keeper } = createLeases({
          auth: deps.auth,
          authorizer,
          catalog: deps.catalog,
          changes,
          logger,
          notifications: deps.notifications,
          planning,
          policy: deps.policy,
          stores,
          touched: id => observer.touched(id),
          userInfo: deps.userInfo,
        });

        const auditing = createAudit({
          authorizer,
          clusters: deps.clusters,
          config,
          engines,
          logger,
          stores,
        });

        // Each is behind its authorizing decorator.
        const services: EnvironmentServices = {
          environments,
          approvals: new AuthorizedApprovals(
            new DefaultApprovals({ ...approvals, plans: planning.plans }),
            everything,
            authorizer,
          ),
          audit: auditing.audit,
          drifts: new AuthorizedDrifts(
            observation.drifts,
            everything,
            authorizer,
          ),
          leases,
          runs: new AuthorizedRunControl(
            new DefaultRunControl({
              changes,
              feed,
              retries: planning.retries,
              runner,
              stores,
              userInfo: deps.userInfo,
            }),
            { authorizer, stores },
          ),
          upgrades: new DefaultUpgrades(environments),
        };
        addActions(deps.actions, {
          auth: deps.auth,
          services,
          portalUrl: deps.config.getString('app.baseUrl').replace(/\/+$/, ''),
        });
        deps.httpRouter.use(
          createRouter({
            services,
            authorizer,
            idempotency: stores.idempotency,
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            feed,
          }),
        );

        deps.lifecycle.addStartupHook(() => runner.start());
        deps.lifecycle.addShutdownHook(() => runner.stop());
        deps.lifecycle.addStartupHook(() => observation.start());
        deps.lifecycle.addShutdownHook(() => observation.stop());
        deps.lifecycle.addStartupHook(() => auditing.anchors.followRuns());
        deps.lifecycle.addShutdownHook(() => auditing.anchors.stop());
        await schedulePasses(deps.scheduler, {
          anchors: auditing.anchors,
          config,
          fences: new FenceSweeper({
            clusters: deps.clusters,
            leases: stores.runLeases,
            logger,
          }),
          keeper,
          observer,
          orphans: auditing.orphans,
          plans: planning.plans,
        });
      },
    });
  },
});
