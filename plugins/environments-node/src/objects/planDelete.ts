import { KindNotFoundError, type Clusters } from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import { shown } from './comparable';
import {
  whyUnknown,
  type PlanningContext,
  type UnorderedChange,
} from './outcome';

/** What deleting an object means, which may be gone already. */
export async function planDelete(
  clusters: Clusters,
  item: InventoryItem,
  context: PlanningContext,
): Promise<UnorderedChange> {
  const change: UnorderedChange = {
    component: item.component,
    engine: item.engine,
    operation: 'delete',
    ref: item.ref,
    liveUid: item.uid,
    fields: [],
    warnings: [],
  };
  try {
    const live = await clusters
      .get(item.ref.cluster)
      .writer.get(item.ref, context);
    if (!live) {
      return { ...change, reason: 'It is gone already' };
    }
    if (live.metadata.uid !== item.uid) {
      return {
        ...change,
        reason:
          'It is gone already; an object of somebody else has its name now and stays',
      };
    }
    return { ...change, before: shown(live) };
  } catch (error) {
    if (error instanceof KindNotFoundError) {
      return { ...change, reason: 'The cluster does not know its kind' };
    }
    return { ...change, operation: 'unknown', reason: whyUnknown(error) };
  }
}
