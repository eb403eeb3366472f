import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of environments and of the plans that would make them; conditional on the owner. */
export const RESOURCE_TYPE_ENVIRONMENT = 'environment';

/** See environments, their resources and runs. */
export const environmentReadPermission = createPermission({
  name: 'environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Ask for a plan. Writes nothing outside. */
export const environmentPlanPermission = createPermission({
  name: 'environment.plan',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Apply a plan that makes or changes an environment. */
export const environmentApplyPermission = createPermission({
  name: 'environment.apply',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Apply a plan that destroys an environment. */
export const environmentDestroyPermission = createPermission({
  name: 'environment.destroy',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Say yes or no to a plan. Who of those may is said by the plan's verdict. */
export const environmentApprovePermission = createPermission({
  name: 'environment.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Read, verify and export the whole ledger; the story of one environment needs only `environment.read`. */
export const environmentAuditPermission = createPermission({
  name: 'environment.audit',
  attributes: { action: 'read' },
});

export const environmentPermissions = [
  environmentReadPermission,
  environmentPlanPermission,
  environmentApplyPermission,
  environmentDestroyPermission,
  environmentApprovePermission,
];
