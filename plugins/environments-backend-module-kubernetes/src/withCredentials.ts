import {
  kubernetesObjectSchema,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { EffectContext } from '@cairn/plugin-environments-node';
import { isGenerated, withGenerated } from './generated';

/**
 * A change of a Secret with the values that Cairn makes up: once made, they stay. They go to the API server and nowhere else.
 * Every other change stays as it is.
 */
export async function withCredentials(
  change: PlannedChange,
  context: EffectContext,
  client: KubernetesClient,
): Promise<PlannedChange> {
  const object = kubernetesObjectSchema.safeParse(change.object).data;
  if (!object || !isGenerated(object)) {
    return change;
  }
  const live = await client.get(change.ref, context);
  const own = live?.metadata.uid === change.liveUid ? live : undefined;
  return { ...change, object: withGenerated(object, own) };
}
