import { createPermission } from '@backstage/plugin-permission-common';

/** See the rules and the state of the policy engine. For everyone who is signed in: rules that nobody may read cannot be kept. */
export const policyReadPermission = createPermission({
  name: 'policy.read',
  attributes: { action: 'read' },
});

export const policyPermissions = [policyReadPermission];
