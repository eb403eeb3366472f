import {
  isSuccess,
  statusError,
  waitFor,
  type KubernetesClient,
  type KubernetesRequest,
} from '@cairn/plugin-clusters-node';
import { readinessOf } from '@cairn/plugin-environments-node';
import type { objectsIn } from './twentyObjects';

type RawObject = ReturnType<typeof objectsIn>[number];

const namespaceOf = ({ metadata }: RawObject) =>
  'namespace' in metadata ? metadata.namespace : undefined;

async function send(
  client: KubernetesClient,
  object: RawObject,
  request: Pick<KubernetesRequest, 'method' | 'query' | 'contentType'>,
): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  const response = await client.request({
    ...request,
    path: await client.pathOf({
      apiVersion,
      kind,
      namespace: namespaceOf(object),
      ...(request.method === 'PATCH' && { name: metadata.name }),
    }),
    body: JSON.parse(JSON.stringify(object)),
  });
  if (!isSuccess(response)) {
    throw statusError(response, `${request.method} ${kind}`);
  }
}

/** Would an object be created? */
export function dryRun(
  client: KubernetesClient,
  object: RawObject,
): Promise<void> {
  return send(client, object, {
    method: 'POST',
    query: { dryRun: 'All', fieldManager: 'bench' },
  });
}

/** Creates an object and applies it, so that its fields are owned as those of an apply. */
export async function createAndApply(
  client: KubernetesClient,
  object: RawObject,
): Promise<void> {
  await send(client, object, {
    method: 'POST',
    query: { fieldManager: 'bench' },
  });
  await send(client, object, {
    method: 'PATCH',
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: 'bench', force: 'true' },
  });
}

/** Waits until an object can be used, as a run does. */
export async function untilUsable(
  client: KubernetesClient,
  object: RawObject,
): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  await waitFor<void>(
    async () => {
      const live = await client.get({
        apiVersion,
        kind,
        name: metadata.name,
        namespace: namespaceOf(object),
      });
      const why = live ? readinessOf(live).message : 'it is not there';
      return live && readinessOf(live).status === 'Ready'
        ? { done: true, value: undefined }
        : { done: false, why };
    },
    { what: `${kind} ${metadata.name}`, timeoutMs: 60_000 },
  );
}

/** Deletes a namespace with everything in it, without waiting for it. */
export async function removeNamespace(
  client: KubernetesClient,
  name: string,
): Promise<void> {
  await client.request({
    method: 'DELETE',
    path: await client.pathOf({ apiVersion: 'v1', kind: 'Namespace', name }),
  });
}
