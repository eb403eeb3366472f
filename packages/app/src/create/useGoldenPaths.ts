import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** How many golden paths this portal offers. */
export function useGoldenPathCount() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'count'],
    queryFn: async () => {
      const { totalItems } = await catalog.queryEntities({
        filter: { kind: 'template' },
        fields: ['kind'],
        limit: 1,
      });
      return totalItems;
    },
  });
}
