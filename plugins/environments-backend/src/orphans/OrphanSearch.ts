import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Clusters } from '@cairn/plugin-clusters-node';
import type { Environment } from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import {
  EVERY_KIND,
  searchCluster,
  type ClusterSearch,
  type FoundByEngine,
} from '../receipts/Search';
import { refTitle } from '../refKey';
import { orphanKey, type FoundOrphan } from '../store/OrphansStore';
import type { Stores } from '../store/Stores';
import { judge } from './judge';

/** What is younger may be of a run that is not over, or of a backend whose inventory is a moment behind. */
const GRACE_MS = 5 * 60_000;
/** Anybody who may make objects could else fill the ledger with orphans; the rest is for the next passes. */
const MOST_NEW = 100;
const ASK_TIMEOUT_MS = 15_000;

/** Looks for what carries the label of an environment and does not belong to one, and keeps the list of it. */
export class OrphanSearch {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #clusters: Clusters;
  readonly #logger: LoggerService;
  readonly #graceMs: number;

  /** @param options.graceMs - How old an orphan is before it is listed. Default: five minutes. */
  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    clusters: Clusters;
    logger: LoggerService;
    graceMs?: number;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#clusters = options.clusters;
    this.#logger = options.logger;
    this.#graceMs = options.graceMs ?? GRACE_MS;
  }

  /** Searches every cluster once. One that is away keeps the orphans that it had. */
  async pass(now: Date, signal: AbortSignal): Promise<void> {
    for (const { name } of this.#clusters.list()) {
      signal.throwIfAborted();
      try {
        await this.#searchIn(name, now, signal);
      } catch (error) {
        signal.throwIfAborted();
        this.#logger.warn(
          `Cluster ${name} was not searched for orphans: ${
            isError(error) ? error.message : String(error)
          }`,
        );
      }
    }
  }

  async #searchIn(
    cluster: string,
    now: Date,
    signal: AbortSignal,
  ): Promise<void> {
    const clusterIdentity = await this.#clusters
      .get(cluster)
      .reader.identity({ signal });
    const search = await searchCluster(this.#engines, cluster, { signal });
    // Read after the search: what a run made meanwhile is in the inventory, or its run is under way.
    const environments = await this.#environmentsOf(search.objects);
    const found = new Map<string, FoundOrphan>();
    for (const object of search.objects) {
      const environment = environments.get(object.environmentId);
      if (!object.owned && !(await this.#belongs(object, environment))) {
        const orphan = {
          ref: object.ref,
          uid: object.uid,
          environmentId: object.environmentId,
          engine: object.engine,
          ...(object.createdAt && { createdAt: object.createdAt }),
          ...judge(object, environment, search.objects),
        };
        found.set(orphanKey(orphan), orphan);
        await this.#stores.orphans.put(orphan, now);
        if (orphan.destroyable) {
          await this.#stores.destroyedItems.adopt(
            object.environmentId,
            [
              {
                component: object.component ?? 'found',
                engine: object.engine,
                ref: object.ref,
                uid: object.uid,
                clusterIdentity,
              },
            ],
            now,
          );
        }
      }
    }
    await this.#listOrForget(cluster, { search, found, now, signal });
  }

  async #listOrForget(
    cluster: string,
    {
      search,
      found,
      now,
      signal,
    }: {
      search: ClusterSearch;
      found: Map<string, FoundOrphan>;
      now: Date;
      signal: AbortSignal;
    },
  ): Promise<void> {
    let listed = 0;
    for (const known of await this.#stores.orphans.inCluster(cluster)) {
      const orphan = found.get(known.key);
      if (!orphan) {
        if (wasSearched(known, search)) {
          await this.#forget(known, signal);
        }
      } else if (!known.isListed && listed < MOST_NEW) {
        const since = orphan.createdAt ?? known.firstSeenAt;
        if (now.getTime() - Date.parse(since) >= this.#graceMs) {
          await this.#stores.orphans.markListed(known.key, factOf(orphan), now);
          listed += 1;
        }
      }
    }
  }

  /** It has no label any more, belongs to an environment now, or is gone. */
  async #forget(
    known: {
      key: string;
      engine: string;
      ref: FoundOrphan['ref'];
      uid: string;
      environmentId: string;
      destroyable: boolean;
    },
    signal: AbortSignal,
  ): Promise<void> {
    if (known.destroyable) {
      const items = await this.#stores.inventory.owned(known.environmentId);
      const item = items.find(({ uid }) => uid === known.uid);
      if (item) {
        const absence = await this.#engines
          .get(item.engine)
          .confirmAbsent(item, {
            signal: AbortSignal.any([
              signal,
              AbortSignal.timeout(ASK_TIMEOUT_MS),
            ]),
          });
        if (absence.state === 'unknown') {
          return;
        }
        // Without the label it is not Cairn's to destroy any more.
        await this.#stores.destroyedItems.settle([
          {
            id: item.id,
            goneAt:
              absence.state === 'absent'
                ? absence.confirmedAt
                : new Date().toISOString(),
          },
        ]);
      }
    }
    await this.#stores.orphans.remove([known.key]);
  }

  async #environmentsOf(
    objects: FoundByEngine[],
  ): Promise<Map<string, Environment>> {
    const environments = new Map<string, Environment>();
    for (const id of new Set(
      objects.map(({ environmentId }) => environmentId),
    )) {
      const environment = await this.#stores.environments.byId(id);
      if (environment) {
        environments.set(id, environment);
      }
    }
    return environments;
  }

  async #belongs(
    { uid }: FoundByEngine,
    environment: Environment | undefined,
  ): Promise<boolean> {
    if (!environment) {
      return false;
    }
    const run = environment.lastRun?.state;
    if (run === 'Queued' || run === 'Running') {
      // Whatever is of a run under way, its end will tell.
      return true;
    }
    if (environment.destroyedAt !== undefined) {
      return false;
    }
    const owned = await this.#stores.inventory.owned(environment.id);
    return owned.some(item => item.uid === uid);
  }
}

function wasSearched(
  known: { engine: string; ref: FoundOrphan['ref'] },
  { failed }: ClusterSearch,
): boolean {
  return !failed.some(
    ({ engine, kind }) =>
      engine === known.engine && [known.ref.kind, EVERY_KIND].includes(kind),
  );
}

function factOf(orphan: FoundOrphan) {
  const { ref, uid, environment, environmentId, destroyable, message } = orphan;
  return {
    kind: 'orphan' as const,
    actor: 'system:orphans',
    ...(environment !== undefined && { environment, environmentId }),
    summary: `${refTitle(ref)} in cluster ${
      ref.cluster
    } is an orphan. ${message}`,
    data: { ref: { ...ref }, uid, label: environmentId, destroyable },
  };
}
