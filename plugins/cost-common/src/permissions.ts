import { createPermission } from '@backstage/plugin-permission-common';

/** See what an entity costs. Decided per entity of the catalog. */
export const costReadPermission = createPermission({
  name: 'cost.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

export const costPermissions = [costReadPermission];
