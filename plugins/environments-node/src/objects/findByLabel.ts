import { isError } from '@backstage/errors';
import {
  KindNotFoundError,
  OPERATION_ANNOTATION,
  type Clusters,
} from '@cairn/plugin-clusters-node';
import type { FoundObject, FoundObjects } from '../Engine';
import { mapLimited } from './mapLimited';
import { OWNERSHIP_LABELS } from './ownership';

const PARALLEL = 5;

/** A kind that is searched; without a namespace in all of them. */
export interface SearchedKind {
  apiVersion: string;
  kind: string;
  namespace?: string;
}

/** Everything in a cluster with the label of an environment, of some kinds. Never throws: what failed is named. */
export async function findByLabel(
  clusters: Clusters,
  cluster: string,
  kinds: SearchedKind[],
  options: { environmentId?: string; signal: AbortSignal },
): Promise<FoundObjects> {
  const label = OWNERSHIP_LABELS.environment;
  const labelSelector =
    options.environmentId === undefined
      ? label
      : `${label}=${options.environmentId}`;
  const failed: FoundObjects['failed'] = [];
  const found = await mapLimited(kinds, PARALLEL, async searched => {
    try {
      const objects = await clusters
        .get(cluster)
        .writer.list(searched, { labelSelector, signal: options.signal });
      return objects.map(
        ({ apiVersion, kind, metadata }): FoundObject => ({
          ref: {
            cluster,
            apiVersion: apiVersion ?? searched.apiVersion,
            kind: kind ?? searched.kind,
            ...(metadata.namespace && { namespace: metadata.namespace }),
            name: metadata.name,
          },
          uid: metadata.uid ?? '',
          environmentId: metadata.labels?.[label] ?? '',
          ...(typeof metadata.creationTimestamp === 'string' && {
            createdAt: metadata.creationTimestamp,
          }),
          ...(metadata.labels?.[OWNERSHIP_LABELS.component] && {
            component: metadata.labels[OWNERSHIP_LABELS.component],
          }),
          ...(metadata.annotations?.[OPERATION_ANNOTATION] && {
            operationId: metadata.annotations[OPERATION_ANNOTATION],
          }),
          ...(searched.namespace !== undefined && { apart: true }),
          owned:
            Array.isArray(metadata.ownerReferences) &&
            metadata.ownerReferences.length > 0,
        }),
      );
    } catch (error) {
      failed.push({
        kind: searched.kind,
        message: isError(error) ? error.message : String(error),
        ...(error instanceof KindNotFoundError && { unserved: true }),
      });
      return [];
    }
  });
  return {
    objects: found.flat(),
    kinds: kinds.length - failed.length,
    failed,
  };
}
