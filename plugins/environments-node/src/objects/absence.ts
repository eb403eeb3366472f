import { isError } from '@backstage/errors';
import { nameOf, whatHolds, type Clusters } from '@cairn/plugin-clusters-node';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { Absence } from '../Engine';

/**
 * Whether exactly this object is gone: the API server says `NotFound` of it, or another object has its name, in the very
 * cluster that it was in. Anything else is not proof.
 */
export async function confirmAbsent(
  clusters: Clusters,
  item: Pick<InventoryItem, 'ref' | 'uid' | 'clusterIdentity'>,
  options: { signal: AbortSignal },
): Promise<Absence> {
  try {
    const { writer } = clusters.get(item.ref.cluster);
    const identity = await writer.identity(options);
    if (
      item.clusterIdentity !== undefined &&
      identity !== item.clusterIdentity
    ) {
      return {
        state: 'unknown',
        message: `The cluster "${
          item.ref.cluster
        }" is not the one any more that it was in, so it proves nothing that ${nameOf(
          item.ref,
        )} is not there`,
      };
    }
    const live = await writer.get(item.ref, options);
    if (!live || live.metadata.uid !== item.uid) {
      return { state: 'absent', confirmedAt: new Date().toISOString() };
    }
    return {
      state: 'present',
      message: live.metadata.deletionTimestamp
        ? `It is being deleted since ${
            live.metadata.deletionTimestamp
          }: ${whatHolds(live)}`
        : 'It is still there',
    };
  } catch (error) {
    return {
      state: 'unknown',
      message: isError(error) ? error.message : String(error),
    };
  }
}
