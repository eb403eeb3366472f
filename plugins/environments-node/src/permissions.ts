import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ENVIRONMENT } from '@cairn/plugin-environments-common';
import { z } from 'zod';

/** What a decision on an environment, or on a plan that would make one, can depend on. */
export interface AuthorizableEnvironment {
  /** Entity ref of a group. */
  owner: string;
  /** Name of its class. */
  class: { name: string };
}

/** A condition on stored environments: the owner, or the class, is one of these. */
export type EnvironmentsFilter = { owners: string[] } | { classes: string[] };

export const environmentResourceRef = createPermissionResourceRef<
  AuthorizableEnvironment,
  EnvironmentsFilter
>().with({
  pluginId: 'environments',
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** True where the environment's owner is one of the claims, which are a user's `ownershipEntityRefs`. */
export const isEnvironmentOwnerRule = createPermissionRule({
  name: 'IS_ENVIRONMENT_OWNER',
  description: 'Allow environments whose owner is one of the claims',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of groups and users that the person belongs to'),
  }),
  apply: ({ owner }, { claims }) => claims.includes(owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/** True where the environment is of one of these classes. */
export const isOfEnvironmentClassRule = createPermissionRule({
  name: 'IS_OF_ENVIRONMENT_CLASS',
  description: 'Allow environments of one of these classes',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({
    classes: z.array(z.string()).describe('Names of environment classes'),
  }),
  apply: (environment, { classes }) => classes.includes(environment.class.name),
  toQuery: ({ classes }) => ({ classes }),
});

/** For permission policies: `createEnvironmentConditionalDecision(permission, environmentConditions.isEnvironmentOwner({ claims }))`. */
export const {
  conditions: environmentConditions,
  createConditionalDecision: createEnvironmentConditionalDecision,
} = createConditionExports({
  resourceRef: environmentResourceRef,
  rules: {
    isEnvironmentOwner: isEnvironmentOwnerRule,
    isOfEnvironmentClass: isOfEnvironmentClassRule,
  },
});
