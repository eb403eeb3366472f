import { createPermission } from '@backstage/plugin-permission-common';

/** See the health of an entity. Decided per entity of the catalog. */
export const healthReadPermission = createPermission({
  name: 'health.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

export const healthPermissions = [healthReadPermission];
