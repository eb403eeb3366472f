import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  TECHDOCS_ANNOTATION,
  TECHDOCS_EXTERNAL_ANNOTATION,
} from '@backstage/plugin-techdocs-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAsker } from '../catalog';
import { type DocsFilters, PAGE_SIZE } from './address';

const PRESENT = { $exists: true } as const;

/** Something that has docs. */
export interface DocsRow {
  /** Entity ref. */
  id: string;
  entity: Entity;
}

/** One page of what has docs, and how many there are. */
export function useDocs(filters: DocsFilters) {
  const catalog = useApi(catalogApiRef);
  const owns = useAsker()?.owns;
  const { whose, text, page } = filters;

  return useQuery({
    queryKey: ['docs', filters, owns],
    enabled: whose === 'all' || owns !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<{ rows: DocsRow[]; total: number }> => {
      const { items, totalItems } = await catalog.queryEntities({
        query: predicateOf(filters, owns ?? []),
        fullTextFilter: text
          ? {
              term: text,
              fields: [
                'metadata.name',
                'metadata.title',
                'metadata.description',
              ],
            }
          : undefined,
        orderFields: { field: 'metadata.title', order: 'asc' },
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      });
      return {
        rows: items.map(entity => ({ id: stringifyEntityRef(entity), entity })),
        total: totalItems,
      };
    },
  });
}

function predicateOf({ whose }: DocsFilters, owns: string[]): FilterPredicate {
  const hasDocs: FilterPredicate = {
    $any: [
      { [`metadata.annotations.${TECHDOCS_ANNOTATION}`]: PRESENT },
      { [`metadata.annotations.${TECHDOCS_EXTERNAL_ANNOTATION}`]: PRESENT },
    ],
  };
  return whose === 'owned'
    ? { $all: [hasDocs, { 'relations.ownedBy': { $in: owns } }] }
    : hasDocs;
}
