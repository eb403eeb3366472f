import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { ClusterWatch, type Look } from './ClusterWatch';

/** As of when what is known of a cluster is complete. */
export interface ObservationClock {
  /** RFC 3339, UTC; undefined where nothing there is watched. */
  observedAt(cluster: string): string | undefined;
}

/** One set of watches for each cluster, for everybody: whatever the number of environments or of those who look. */
export class Watches implements ObservationClock {
  readonly #clusters: Clusters;
  readonly #engines: EngineRegistry;
  readonly #logger: LoggerService;
  readonly #watches = new Map<string, ClusterWatch>();

  constructor(options: {
    clusters: Clusters;
    engines: EngineRegistry;
    logger: LoggerService;
  }) {
    this.#clusters = options.clusters;
    this.#engines = options.engines;
    this.#logger = options.logger;
  }

  /** Begins to watch, until the signal aborts; when all engines are there. */
  start(options: {
    signal: AbortSignal;
    onChange: (environmentId: string) => void;
    onReach: () => void;
  }): void {
    for (const { name } of this.#clusters.list()) {
      const kinds = this.#engines
        .list()
        .flatMap(engine => engine.watched(name));
      if (kinds.length > 0) {
        const watch = new ClusterWatch({
          cluster: name,
          // The reader may see every kind that is watched, and nothing is written here.
          client: this.#clusters.get(name).reader,
          kinds,
          logger: this.#logger,
          onChange: options.onChange,
          onReach: options.onReach,
        });
        this.#watches.set(name, watch);
        void watch.run(options.signal);
      }
    }
  }

  look(item: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>): Look {
    return this.#watches.get(item.ref.cluster)?.look(item) ?? { how: 'ask' };
  }

  observedAt(cluster: string): string | undefined {
    return this.#watches.get(cluster)?.observedAt;
  }

  /** UID of `kube-system`; undefined where it is not known now. */
  identity(cluster: string): string | undefined {
    return this.#watches.get(cluster)?.identity;
  }
}
