import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

const SHOWN = 8;

/** A component that you or a group of yours owns. */
export interface MyService {
  ref: string;
  description?: string;
}

/** The components that the signed-in user owns, by name: the first few, and how many there are. */
export function useMyServices() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);

  return useQuery({
    queryKey: ['my-services'],
    queryFn: async (): Promise<{ services: MyService[]; total: number }> => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const { items, totalItems } = await catalog.queryEntities({
        filter: { kind: 'component', 'relations.ownedBy': ownershipEntityRefs },
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: SHOWN,
      });
      return {
        total: totalItems,
        services: items.map(entity => ({
          ref: stringifyEntityRef(entity),
          description: entity.metadata.description,
        })),
      };
    },
  });
}
