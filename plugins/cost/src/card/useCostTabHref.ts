import type { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/** Where the tab “Cost” of an entity is. */
export function useCostTabHref(entity: Entity): string | undefined {
  const toEntity = useRouteRef(entityRouteRef);
  return toEntity && `${toEntity(entityRouteParams(entity))}/cost`;
}
