import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

const filterSchema = z.record(
  z.string(),
  z.union([
    z.string(),
    z.array(z.string()),
    z
      .object({ exists: z.literal(true) })
      .transform(() => CATALOG_FILTER_EXISTS),
  ]),
);

/** Options of the scaffolder's EntityPicker that choose among entities of the catalog. */
const optionsSchema = z.looseObject({
  catalogFilter: z.union([filterSchema, z.array(filterSchema)]).optional(),
  defaultKind: z.string().optional(),
});

/** Entities of the catalog that the options of a picker let one choose. */
export function useEntityChoices(uiOptions: unknown) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['environments', 'choices', uiOptions],
    queryFn: async () => {
      const { catalogFilter, defaultKind } = optionsSchema.parse(
        uiOptions ?? {},
      );
      const { items } = await catalog.getEntities({
        filter: catalogFilter ?? (defaultKind ? { kind: defaultKind } : {}),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
      });
      return items
        .map(entity => ({
          id: stringifyEntityRef(entity),
          label: entity.metadata.title ?? entity.metadata.name,
          description: entity.metadata.description,
        }))
        .sort((one, other) => one.label.localeCompare(other.label));
    },
    staleTime: 30_000,
  });
}
