import {
  bodyOf,
  FIELD_MANAGER,
  isSuccess,
  kubernetesObjectSchema,
  nameOf,
  refOf,
  statusError,
  type KubernetesClient,
  type KubernetesObject,
  type KubernetesResponse,
  type KubernetesStatusError,
} from '@cairn/plugin-clusters-node';

/** What the API server would have done. */
export type Tried =
  | { ok: true; object: KubernetesObject; warnings: string[] }
  | { ok: false; error: KubernetesStatusError };

/** Whether an object could be created now. Nothing is written. */
export async function dryRunCreate(
  client: KubernetesClient,
  object: KubernetesObject,
  options: { signal: AbortSignal },
): Promise<Tried> {
  const ref = refOf(object);
  const response = await client.request({
    method: 'POST',
    path: await client.pathOf({ ...ref, name: undefined }),
    query: { fieldManager: FIELD_MANAGER, dryRun: 'All' },
    body: bodyOf(object),
    signal: options.signal,
  });
  return outcomeOf(response, `create ${nameOf(ref)}`, object);
}

/**
 * What an object would become, if it is still the one that was seen. Nothing is written.
 *
 * @param options.force - as if it took the fields of others that it sets. Default: it would be refused for them
 */
export async function dryRunApply(
  client: KubernetesClient,
  object: KubernetesObject,
  live: KubernetesObject,
  options: { signal: AbortSignal; force?: boolean },
): Promise<Tried> {
  const ref = refOf(object);
  const response = await client.request({
    method: 'PATCH',
    path: await client.pathOf(ref),
    query: {
      fieldManager: FIELD_MANAGER,
      dryRun: 'All',
      ...(options.force && { force: 'true' }),
    },
    contentType: 'application/apply-patch+yaml',
    body: bodyOf({
      ...object,
      metadata: {
        ...object.metadata,
        uid: live.metadata.uid,
        resourceVersion: live.metadata.resourceVersion,
      },
    }),
    signal: options.signal,
  });
  return outcomeOf(response, `update ${nameOf(ref)}`, object);
}

function outcomeOf(
  response: KubernetesResponse,
  doing: string,
  object: KubernetesObject,
): Tried {
  const parsed = kubernetesObjectSchema.safeParse(response.body);
  return isSuccess(response) && parsed.success
    ? { ok: true, object: parsed.data, warnings: response.warnings }
    : { ok: false, error: statusError(response, doing, object) };
}
