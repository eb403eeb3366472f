import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

export interface Group {
  entityRef: string;
  title: string;
}

const profile = z
  .object({ profile: z.object({ displayName: z.string() }) })
  .transform(spec => spec.profile.displayName);

/** The entity refs of the groups that the person claims ownership through. */
export function useMyGroups() {
  const identity = useApi(identityApiRef);
  return useQuery({
    queryKey: ['environments', 'identity'],
    queryFn: async () => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      return ownershipEntityRefs.filter(entityRef =>
        entityRef.startsWith('group:'),
      );
    },
    staleTime: 60_000,
  });
}

/** The groups of the catalog: those of the person, and the others, each by title. */
export function useGroups() {
  const catalog = useApi(catalogApiRef);
  const my = useMyGroups();
  const all = useQuery({
    queryKey: ['environments', 'groups'],
    queryFn: async (): Promise<Group[]> => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'Group' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
      });
      return items
        .map(entity => {
          const displayName = profile.safeParse(entity.spec);
          return {
            entityRef: stringifyEntityRef(entity),
            title:
              entity.metadata.title ??
              (displayName.success ? displayName.data : entity.metadata.name),
          };
        })
        .sort((one, other) => one.title.localeCompare(other.title));
    },
    staleTime: 60_000,
  });
  const groups = all.data ?? [];
  const owned = new Set(my.data ?? []);
  return {
    mine: groups.filter(({ entityRef }) => owned.has(entityRef)),
    others: groups.filter(({ entityRef }) => !owned.has(entityRef)),
    isPending: all.isPending || my.isPending,
    error: all.error ?? my.error,
  };
}
