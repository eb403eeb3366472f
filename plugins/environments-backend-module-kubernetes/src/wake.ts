import {
  FencedClient,
  isSuccess,
  kubernetesObjectSchema,
  statusError,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { EffectContext } from '@cairn/plugin-environments-node';
import { replicasToWake } from './hibernated';

/** Not the manager of what the class sets: an autoscaler may change the number of pods, and the next apply must leave it. */
const MANAGER = 'cairn-wake';
const REPLICAS = '/spec/replicas';

/**
 * Gives an autoscaled workload the pods that it had before its environment slept. The apply after it gives up the field,
 * which would go back to one pod if nobody else had set it. Does nothing to other objects.
 *
 * @returns what is left of the change, to be applied
 */
export async function wake(
  change: PlannedChange,
  context: EffectContext,
  client: KubernetesClient,
): Promise<PlannedChange> {
  const object = kubernetesObjectSchema.safeParse(change.object).data;
  const live =
    object && mayWake(change)
      ? await client.get(change.ref, context)
      : undefined;
  const replicas = object && replicasToWake(object, live);
  // Of another object, the apply after it says what is wrong.
  if (!live || replicas === undefined || live.metadata.uid !== change.liveUid) {
    return change;
  }
  const response = await new FencedClient(client, context.fence).request({
    method: 'PATCH',
    path: await client.pathOf(change.ref),
    contentType: 'application/merge-patch+json',
    query: { fieldManager: MANAGER },
    body: {
      metadata: {
        uid: live.metadata.uid ?? '',
        resourceVersion: live.metadata.resourceVersion ?? '',
      },
      spec: { replicas },
    },
    signal: context.signal,
  });
  if (!isSuccess(response)) {
    throw statusError(response, `wake ${change.ref.kind} "${change.ref.name}"`);
  }
  return {
    ...change,
    fields: change.fields.filter(({ path }) => path !== REPLICAS),
  };
}

/** Only a plan that says so changes how many there are. */
function mayWake({ fields }: PlannedChange): boolean {
  return fields.some(({ path }) => path === REPLICAS);
}
