import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EnvironmentClasses } from '@cairn/plugin-environments-node';
import { DriftChecker } from '../drift/DriftChecker';
import { DriftQueue } from '../drift/DriftQueue';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { EnvironmentTargets } from '../plans/EnvironmentTargets';
import { DefaultDrifts } from '../service/DefaultDrifts';
import type { Stores } from '../store/Stores';
import { ChildItems } from './ChildItems';
import type { EnvironmentChanges } from './EnvironmentChanges';
import { ItemLooks } from './ItemLooks';
import { Observer } from './Observer';
import type { Watches } from './Watches';

/** Everything that looks at environments after they were made. */
export function createObservation(options: {
  changes: EnvironmentChanges;
  classes: EnvironmentClasses;
  engines: EngineRegistry;
  logger: LoggerService;
  stores: Stores;
  watches: Watches;
}) {
  const { changes, classes, engines, logger, stores, watches } = options;
  /** The observer looks at what drift and children find, and they are told what it sees. */
  const later: { touched?: (id: string) => void } = {};
  const drift = new DriftQueue({
    checker: new DriftChecker({
      stores,
      engines,
      targets: new EnvironmentTargets({ classes, engines, stores }),
      watches,
    }),
    drifts: stores.drifts,
    logger,
    onCompared: id => later.touched?.(id),
  });
  const children = new ChildItems({
    watches,
    engines,
    inventory: stores.inventory,
    logger,
    onChange: id => later.touched?.(id),
  });
  const observer = new Observer({
    stores,
    watches,
    looks: new ItemLooks({ watches, engines }),
    children,
    changes,
    drift,
    logger,
  });
  later.touched = id => observer.touched(id);
  return {
    observer,
    drifts: new DefaultDrifts({
      stores,
      clock: watches,
      isSuspected: id => drift.isSuspected(id),
    }),
    start: () => observer.start(),
    async stop() {
      await observer.stop();
      await Promise.all([drift.stop(), children.stop()]);
    },
  };
}
