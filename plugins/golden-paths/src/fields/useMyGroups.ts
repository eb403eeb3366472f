import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

const profile = z
  .object({ profile: z.object({ displayName: z.string() }) })
  .transform(spec => spec.profile.displayName);

/** The groups of the catalog that the person claims ownership through, by title. */
export function useMyGroups() {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['golden-paths', 'my-groups'],
    queryFn: async () => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const entityRefs = ownershipEntityRefs.filter(entityRef =>
        entityRef.startsWith('group:'),
      );
      const { items } = await catalog.getEntitiesByRefs({ entityRefs });
      return entityRefs
        .flatMap((entityRef, at) => {
          const entity = items[at];
          if (!entity) return [];
          const displayName = profile.safeParse(entity.spec);
          return {
            entityRef,
            title:
              entity.metadata.title ??
              (displayName.success ? displayName.data : entity.metadata.name),
          };
        })
        .sort((one, other) => one.title.localeCompare(other.title));
    },
    staleTime: 60_000,
  });
}
