import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { PriceLists } from '@cairn/plugin-cost-node';
import type { EnvironmentClasses } from '@cairn/plugin-environments-node';
import type { PolicyService } from '@cairn/plugin-policy-node';
import type { ApprovalGate } from '../approvals/ApprovalGate';
import type { EnvironmentsConfig } from '../config';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { Runner } from '../runs/Runner';
import type { UnrecordedObjects } from '../runs/UnrecordedObjects';
import type { Stores } from '../store/Stores';
import { CatalogFacts } from './CatalogFacts';
import { EnvironmentPlans } from './EnvironmentPlans';
import { EnvironmentTargets } from './EnvironmentTargets';
import { PlanApplier } from './PlanApplier';
import { Planner } from './Planner';
import { PlanPrices } from './PlanPrices';
import { PlanRequests } from './PlanRequests';
import { PlanSealer } from './PlanSealer';
import { PlanTurns } from './PlanTurns';
import { RequestResolver } from './RequestResolver';
import { RestOfRun } from './RestOfRun';
import { RetryGate } from './RetryGate';

/** Everything between a request and its run. */
export interface Planning {
  requests: PlanRequests;
  plans: EnvironmentPlans;
  applier: PlanApplier;
  retries: RetryGate;
}

/** Puts the parts of planning together. */
export function createPlanning(options: {
  approvals: ApprovalGate;
  catalog: CatalogService;
  classes: EnvironmentClasses;
  clusters: Clusters;
  config: EnvironmentsConfig;
  engines: EngineRegistry;
  logger: LoggerService;
  policy: PolicyService;
  priceLists: PriceLists;
  runner: Pick<Runner, 'enqueue'>;
  stores: Stores;
  unrecorded: UnrecordedObjects;
}): Planning {
  const { classes, clusters, config, engines, logger, stores } = options;
  const catalog = new CatalogFacts(options.catalog);
  const resolver = new RequestResolver({
    classes,
    clusters,
    catalog,
    gitUrl: config.gitUrl,
  });
  const prices = new PlanPrices({ priceLists: options.priceLists, logger });
  const turns = new PlanTurns();
  const requests = new PlanRequests({
    planner: new Planner({
      engines,
      catalog,
      sealer: new PlanSealer({
        clusters,
        policy: options.policy,
        prices,
        planTtlMs: config.planTtlMs,
      }),
    }),
    resolver,
    targets: new EnvironmentTargets({ classes, engines, stores }),
    unrecorded: options.unrecorded,
    stores,
    turns,
  });
  const plans = new EnvironmentPlans({ requests, stores });
  return {
    requests,
    plans,
    applier: new PlanApplier({
      plans,
      approvals: options.approvals,
      runner: options.runner,
      stores,
    }),
    retries: new RetryGate({
      policy: options.policy,
      catalog,
      turns,
      rest: new RestOfRun({
        clusters,
        engines,
        prices,
        stores,
        unrecorded: options.unrecorded,
      }),
      stores,
    }),
  };
}
