import { createPermission } from '@backstage/plugin-permission-common';

/** See what the portal depends on and how it is. */
export const platformReadPermission = createPermission({
  name: 'platform.read',
  attributes: { action: 'read' },
});

export const platformPermissions = [platformReadPermission];
