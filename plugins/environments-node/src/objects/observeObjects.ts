import { isError } from '@backstage/errors';
import {
  ClusterUnavailableError,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  InventoryItem,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { mapLimited } from './mapLimited';
import type { Readiness } from './readiness';

const PARALLEL = 8;

/** How an item is now; the rest of it is known to the caller. */
export type Observation = Omit<ObservedResource, keyof InventoryItem> & {
  id: string;
};

/**
 * Looks at the objects of an inventory. Never throws: what cannot be seen is `Unknown`, with the reason.
 *
 * @param judge - How a live object is.
 * @param linksOf - Where a person can look at it. Default: nowhere.
 */
export async function observeObjects(
  clusters: Clusters,
  items: InventoryItem[],
  options: {
    signal: AbortSignal;
    judge: (object: KubernetesObject) => Readiness;
    linksOf?: (item: InventoryItem) => ObservedResource['links'];
  },
): Promise<Observation[]> {
  /** Once a cluster did not answer, its other objects are not asked for one timeout after the other. */
  const away = new Map<string, string>();
  return mapLimited(items, PARALLEL, async item => {
    const readiness =
      unknownBecause(away.get(item.ref.cluster)) ??
      (await look(clusters, item, options, away));
    return {
      id: item.id,
      ...readiness,
      observedAt: new Date().toISOString(),
      links: options.linksOf?.(item) ?? [],
    };
  });
}

async function look(
  clusters: Clusters,
  item: InventoryItem,
  options: {
    signal: AbortSignal;
    judge: (object: KubernetesObject) => Readiness;
  },
  away: Map<string, string>,
): Promise<Readiness> {
  try {
    const live = await clusters
      .get(item.ref.cluster)
      .writer.get(item.ref, { signal: options.signal });
    if (!live) {
      return { status: 'Missing', message: 'It does not exist any more' };
    }
    if (live.metadata.uid !== item.uid) {
      return {
        status: 'Missing',
        message:
          'It does not exist any more; an object of somebody else has its name',
      };
    }
    return options.judge(live);
  } catch (error) {
    const message = isError(error) ? error.message : String(error);
    if (error instanceof ClusterUnavailableError) {
      away.set(item.ref.cluster, message);
    }
    return { status: 'Unknown', message };
  }
}

function unknownBecause(message: string | undefined): Readiness | undefined {
  return message === undefined ? undefined : { status: 'Unknown', message };
}
