import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { EnvironmentChanges } from '../observe/EnvironmentChanges';
import type { Observer } from '../observe/Observer';
import type { Stores } from '../store/Stores';
import { ClusterFences } from './ClusterFences';
import type { Receipts } from './Receipts';
import { RunExecution } from './RunExecution';
import type { RunFeed } from './RunFeed';
import { RunMetrics } from './RunMetrics';
import { Runner, type RunLimits, type WorkerTimes } from './Runner';
import { StepRunner } from './StepRunner';
import type { UnrecordedObjects } from './UnrecordedObjects';

/** Puts the parts of a worker together. */
export function createRunner(options: {
  stores: Stores;
  engines: EngineRegistry;
  clusters: Clusters;
  feed: RunFeed;
  changes: Pick<EnvironmentChanges, 'tell'>;
  observer: Pick<Observer, 'observeById'>;
  unrecorded: UnrecordedObjects;
  receipts: Receipts;
  metrics: MetricsService;
  tracing: Pick<TracingService, 'startActiveSpan'>;
  logger: LoggerService;
  limits: RunLimits;
  times?: WorkerTimes;
}): Runner {
  const { stores, clusters, feed, logger } = options;
  const metrics = new RunMetrics(options.metrics, () => stores.runs.queued());
  return new Runner({
    ...options,
    metrics,
    execution: new RunExecution({
      ...options,
      fences: new ClusterFences({ clusters, logger }),
      steps: new StepRunner({
        journal: stores.journal,
        feed,
        metrics,
        logger,
      }),
    }),
  });
}
