import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { goldenPathOf } from './goldenPath';

/** The golden paths that the person may see, by title. There are tens of them, so all are read. */
export function useGoldenPaths() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'list'],
    queryFn: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'template' },
      });
      return items
        .flatMap(entity => goldenPathOf(entity) ?? [])
        .sort((one, other) => one.title.localeCompare(other.title));
    },
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
}
