import type {
  InventoryItem,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey } from '../refKey';

/**
 * What others put into what an environment owns, which goes with it, each once and in a stable order.
 *
 * @param owned - everything that the environment owns, also what its objects made
 */
export async function foreignObjects(
  owned: InventoryItem[],
  engines: EngineRegistry,
  signal: AbortSignal,
): Promise<ResourceRef[]> {
  const found = new Map<string, ResourceRef>();
  for (const id of new Set(owned.map(({ engine }) => engine))) {
    const refs = await engines.get(id).foreign?.(owned, { signal });
    refs?.forEach(ref => found.set(refKey(ref), ref));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
}
