import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { Batch } from '@cairn/plugin-portal-react';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const batches = new WeakMap<CatalogApi, Batch<true>>();

function batchOf(catalog: CatalogApi) {
  const batch =
    batches.get(catalog) ??
    new Batch<true>(async names => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: names.map(name => `resource:default/${name}`),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      });
      return new Map(
        items.flatMap(entity =>
          entity ? [[entity.metadata.name, true] as const] : [],
        ),
      );
    });
  batches.set(catalog, batch);
  return batch;
}

/**
 * True of what is an environment of the platform: costs are told by namespace where there is none, and sample rows have
 * environments that never were. Until it is known, false.
 *
 * @param name - undefined: nothing is asked for.
 */
export function useIsEnvironment(name: string | undefined): boolean {
  const catalog = useApi(catalogApiRef);
  const { data } = useQuery({
    queryKey: ['cost', 'environment', name],
    enabled: name !== undefined && NAME.test(name),
    queryFn: async () => (await batchOf(catalog).load(name ?? '')) ?? false,
    staleTime: 5 * 60_000,
  });
  return data ?? false;
}
