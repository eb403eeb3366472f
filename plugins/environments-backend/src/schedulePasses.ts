import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { EnvironmentsConfig } from './config';
import type { LeaseKeeper } from './leases/LeaseKeeper';
import type { LedgerAnchors } from './ledger/LedgerAnchors';
import type { Observer } from './observe/Observer';
import type { OrphanSearch } from './orphans/OrphanSearch';
import type { EnvironmentPlans } from './plans/EnvironmentPlans';
import type { FenceSweeper } from './runs/FenceSweeper';

/** What is done regularly, whether or not anything asks for it. Each is done by one backend at a time, but observing by all. */
export async function schedulePasses(
  scheduler: SchedulerService,
  parts: {
    anchors: LedgerAnchors;
    config: EnvironmentsConfig;
    fences: FenceSweeper;
    keeper: LeaseKeeper;
    observer: Observer;
    orphans: OrphanSearch;
    plans: EnvironmentPlans;
  },
): Promise<void> {
  const { anchors, config, fences, keeper, observer, orphans, plans } = parts;
  await scheduler.scheduleTask({
    id: 'anchor-ledger',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 1 },
    fn: signal => anchors.write(signal),
  });
  await scheduler.scheduleTask({
    id: 'search-orphans',
    frequency: config.searchOrphansEvery,
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: signal => orphans.pass(new Date(), signal),
  });
  await scheduler.scheduleTask({
    id: 'forget-old-plans',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: () => plans.forgetOld(),
  });
  await scheduler.scheduleTask({
    id: 'keep-leases',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 20 },
    timeout: { minutes: 10 },
    fn: signal => keeper.pass(signal),
  });
  await scheduler.scheduleTask({
    id: 'sweep-fences',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 40 },
    timeout: { minutes: 1 },
    fn: signal => fences.pass(signal),
  });
  await scheduler.scheduleTask({
    id: 'observe-environments',
    frequency: config.observeEvery,
    initialDelay: { seconds: 5 },
    timeout: { minutes: 10 },
    scope: 'local',
    fn: signal => observer.pass(signal),
  });
}
