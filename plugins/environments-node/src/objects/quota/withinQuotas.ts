import type { Clusters, KubernetesObject } from '@cairn/plugin-clusters-node';
import { isOwnNamespace, type NamespaceStates } from '../NamespaceStates';
import {
  stop,
  whyUnknown,
  type PlanningContext,
  type UnorderedChange,
} from '../outcome';
import { overQuota } from './overQuota';

const WRITTEN = ['create', 'update', 'replace', 'unchanged'];

/**
 * The same changes, of which those are a conflict that do not fit into the quotas of their namespaces.
 *
 * @param changes - in the order of effects
 */
export async function withinQuotas(
  changes: UnorderedChange[],
  options: {
    clusters: Clusters;
    namespaces: NamespaceStates;
    context: PlanningContext;
  },
): Promise<UnorderedChange[]> {
  const { namespace: first } = options.context;
  const places = new Map(
    changes.flatMap(({ ref: { cluster, namespace } }) =>
      namespace !== undefined && isOwnNamespace(namespace, first)
        ? [[`${cluster}/${namespace}`, { cluster, namespace }] as const]
        : [],
    ),
  );
  const judged = [...changes];
  for (const place of places.values()) {
    const isHere = ({ ref }: UnorderedChange) =>
      ref.cluster === place.cluster && ref.namespace === place.namespace;
    const here = changes.filter(isHere);
    const problems = await problemsOf(here, place, options);
    for (const [index, message] of problems) {
      const change = here[index];
      judged[changes.indexOf(change)] = {
        ...change,
        ...stop('conflict', message),
      };
    }
  }
  return judged;
}

async function problemsOf(
  changes: UnorderedChange[],
  place: { cluster: string; namespace: string },
  {
    clusters,
    namespaces,
    context,
  }: {
    clusters: Clusters;
    namespaces: NamespaceStates;
    context: PlanningContext;
  },
): Promise<Map<number, string>> {
  // Nothing is added, so nothing can be too much.
  if (
    changes.every(({ operation }) => !/create|update|replace/.test(operation))
  ) {
    return new Map();
  }
  const { writer } = clusters.get(place.cluster);
  const list = async (kind: string): Promise<KubernetesObject[]> =>
    writer.list(
      { apiVersion: 'v1', kind, namespace: place.namespace },
      { signal: context.signal },
    );
  try {
    const { state } = await namespaces.of({
      cluster: place.cluster,
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      namespace: place.namespace,
      name: '',
    });
    const isThere = state === 'ready';
    const live = isThere ? await list('ResourceQuota') : [];
    const limitRanges = isThere ? await list('LimitRange') : [];
    return overQuota({
      name: place.namespace,
      live,
      quotas: afterwards('ResourceQuota', live, changes),
      limitRanges: afterwards('LimitRange', limitRanges, changes),
      changes: changes.map(({ operation, object, before }) => ({
        ...(WRITTEN.includes(operation) && { after: object }),
        ...(before && operation !== 'conflict' && { before }),
      })),
    });
  } catch (error) {
    // Where it cannot be counted, the API server counts when it is written.
    whyUnknown(error);
    return new Map();
  }
}

/** The objects of a kind as the plan leaves them. */
function afterwards(
  kind: string,
  live: KubernetesObject[],
  changes: UnorderedChange[],
): unknown[] {
  const own = changes.filter(({ ref }) => ref.kind === kind);
  const names = new Set(own.map(({ ref }) => ref.name));
  return [
    ...live.filter(({ metadata }) => !names.has(metadata.name)),
    ...own
      .filter(({ operation }) => WRITTEN.includes(operation))
      .map(({ object }) => object),
  ];
}
