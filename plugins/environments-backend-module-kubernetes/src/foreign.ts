import {
  isSuccess,
  KubernetesStatusError,
  statusError,
  type Cluster,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  InventoryItem,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { mapLimited } from '@cairn/plugin-environments-node';
import { z } from 'zod';

const PARALLEL = 8;

const groupsSchema = z.looseObject({
  groups: z.array(
    z.looseObject({
      preferredVersion: z.looseObject({ groupVersion: z.string() }),
    }),
  ),
});
const resourcesSchema = z.looseObject({
  resources: z.array(
    z.looseObject({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()),
    }),
  ),
});
const ownersSchema = z.array(z.looseObject({ uid: z.string() })).catch([]);

/** Kept by controllers beside other objects, or measured: nobody put them there. */
const NOBODYS = new Set(['Event', 'Endpoints', 'EndpointSlice', 'Lease']);
const MEASURED = /(^|\.)metrics\.k8s\.io\//;
/** In every namespace from the start. */
const FROM_THE_START = new Set([
  'ServiceAccount/default',
  'ConfigMap/kube-root-ca.crt',
]);

/**
 * What is in the namespaces of an environment and is not its own, nor made by something of its own: everything that can be
 * listed.
 */
export async function foreign(
  clusters: Clusters,
  owned: InventoryItem[],
  options: { signal: AbortSignal },
): Promise<ResourceRef[]> {
  const namespaces = owned.filter(({ ref }) => ref.kind === 'Namespace');
  const found: ResourceRef[] = [];
  for (const { ref, uid } of namespaces) {
    const cluster = clusters.get(ref.cluster);
    const live = await cluster.writer.get(ref, options);
    if (live?.metadata.uid !== uid) {
      continue;
    }
    const kinds = await listedKinds(cluster, options);
    const lists = await mapLimited(kinds, PARALLEL, kind =>
      listOf(cluster, { ...kind, namespace: ref.name }, options),
    );
    const own = new Set(owned.map(item => item.uid));
    found.push(
      ...notOwn(lists.flat(), own).map(({ apiVersion, kind, metadata }) => ({
        cluster: ref.cluster,
        apiVersion,
        kind,
        namespace: ref.name,
        name: metadata.name,
      })),
    );
  }
  return found;
}

/** What belongs to something of one's own is one's own, however far down. */
function notOwn(
  objects: KubernetesObject[],
  own: Set<string>,
): KubernetesObject[] {
  let rest = objects.filter(
    ({ kind, metadata }) =>
      !own.has(metadata.uid ?? '') &&
      !FROM_THE_START.has(`${kind}/${metadata.name}`),
  );
  for (;;) {
    const mine = rest.filter(({ metadata }) =>
      ownersSchema
        .parse(metadata.ownerReferences)
        .some(({ uid }) => own.has(uid)),
    );
    if (mine.length === 0) {
      return rest;
    }
    mine.forEach(({ metadata }) => own.add(metadata.uid ?? ''));
    rest = rest.filter(object => !mine.includes(object));
  }
}

/** Every kind with a namespace that can be listed, in the version that the cluster prefers. */
async function listedKinds(
  { reader }: Cluster,
  { signal }: { signal: AbortSignal },
): Promise<Array<{ apiVersion: string; kind: string }>> {
  const read = async (path: string): Promise<unknown> => {
    const response = await reader.request({ method: 'GET', path, signal });
    if (!isSuccess(response)) {
      throw statusError(response, 'say which kinds it serves');
    }
    return response.body;
  };
  const { groups } = groupsSchema.parse(await read('/apis'));
  const versions = [
    'v1',
    ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion),
  ].filter(version => !MEASURED.test(version));
  const kinds = await mapLimited(versions, PARALLEL, async apiVersion => {
    const { resources } = resourcesSchema.parse(
      await read(apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`),
    );
    return resources
      .filter(
        ({ name, kind, namespaced, verbs }) =>
          namespaced &&
          verbs.includes('list') &&
          !name.includes('/') &&
          !NOBODYS.has(kind),
      )
      .map(({ kind }) => ({ apiVersion, kind }));
  });
  return kinds.flat();
}

/** Neither account may list everything. */
async function listOf(
  { reader, writer }: Cluster,
  ref: { apiVersion: string; kind: string; namespace: string },
  options: { signal: AbortSignal },
): Promise<KubernetesObject[]> {
  for (const client of [reader, writer]) {
    try {
      return await client.list(ref, options);
    } catch (error) {
      const isForbidden =
        error instanceof KubernetesStatusError && error.httpStatus === 403;
      if (!isForbidden) {
        throw error;
      }
    }
  }
  return [];
}
