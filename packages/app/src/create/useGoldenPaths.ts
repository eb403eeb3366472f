import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { HIDDEN_TAG } from '@cairn/plugin-golden-paths-common';
import { useQuery } from '@tanstack/react-query';

/** How many golden paths this portal offers. */
export function useGoldenPathCount() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'count'],
    queryFn: async () => {
      const { totalItems } = await catalog.queryEntities({
        query: {
          $all: [
            { kind: 'template' },
            { $not: { 'metadata.tags': { $in: [HIDDEN_TAG] } } },
          ],
        },
        fields: ['kind'],
        limit: 1,
      });
      return totalItems;
    },
  });
}
