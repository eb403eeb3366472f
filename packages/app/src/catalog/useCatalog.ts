import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  useStarredEntities,
} from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CatalogFilters } from './filters';
import { type Asker, requestOf } from './request';

/** Who is signed in, for the filters that depend on it. */
export function useAsker(): Asker | undefined {
  const identity = useApi(identityApiRef);
  const { starredEntities } = useStarredEntities();
  const { data } = useQuery({
    queryKey: ['identity'],
    queryFn: () => identity.getBackstageIdentity(),
  });
  return (
    data && {
      owns: data.ownershipEntityRefs,
      starred: [...starredEntities],
    }
  );
}

/** Whether somebody owns any entity of a kind. */
export function useOwnsAny(kind: string, asker: Asker | undefined) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['owns-any', kind, asker?.owns],
    enabled: asker !== undefined,
    queryFn: async () => {
      const { totalItems } = await catalog.queryEntities({
        filter: { kind, 'relations.ownedBy': asker?.owns ?? [] },
        fields: ['kind'],
        limit: 1,
      });
      return totalItems > 0;
    },
  });
}

/** A row of the list. */
export interface CatalogRow {
  /** Entity ref. */
  id: string;
  entity: Entity;
}

/** One page of what matches, and how many match. While another page is fetched the last one stays. */
export function useCatalogPage(
  filters: CatalogFilters,
  asker: Asker | undefined,
) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['catalog', filters, asker],
    enabled: asker !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<{ rows: CatalogRow[]; total: number }> => {
      if (!asker) {
        throw new Error('Nobody is signed in');
      }
      if (filters.whose === 'starred' && asker.starred.length === 0) {
        return { rows: [], total: 0 };
      }
      const { items, totalItems } = await catalog.queryEntities(
        requestOf(filters, asker),
      );
      return {
        rows: items.map(entity => ({ id: stringifyEntityRef(entity), entity })),
        total: totalItems,
      };
    },
  });
}

/** What can be chosen: the kinds that exist, and the types and owners among a kind, each with how many there are. */
export function useChoices(kind: string) {
  const catalog = useApi(catalogApiRef);
  const kinds = useQuery({
    queryKey: ['kinds'],
    queryFn: async () =>
      (await catalog.getEntityFacets({ facets: ['kind'] })).facets.kind ?? [],
  });
  const among = useQuery({
    queryKey: ['choices', kind],
    queryFn: async () => {
      const { facets } = await catalog.getEntityFacets({
        filter: { kind },
        facets: ['spec.type', 'relations.ownedBy'],
      });
      return {
        types: facets['spec.type'] ?? [],
        owners: facets['relations.ownedBy'] ?? [],
      };
    },
  });
  return {
    kinds: kinds.data ?? [],
    types: among.data?.types ?? [],
    owners: among.data?.owners ?? [],
  };
}
