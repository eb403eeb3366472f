import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';

type Ownership = (user: BackstageUserInfo) => ConditionalPolicyDecision;

/**
 * By resource type: the condition under which a user owns a resource, as the rule of the plugin that has it.
 * The rules are named, not imported: they live in the plugins' backends.
 */
export const ownership: ReadonlyMap<string, Ownership> = new Map<
  string,
  Ownership
>([
  [
    'catalog-entity',
    user =>
      conditional('catalog', 'catalog-entity', 'IS_ENTITY_OWNER', {
        claims: user.ownershipEntityRefs,
      }),
  ],
  [
    'scaffolder-task',
    user =>
      conditional('scaffolder', 'scaffolder-task', 'IS_TASK_OWNER', {
        createdBy: [user.userEntityRef],
      }),
  ],
  [
    'environment',
    user =>
      conditional('environments', 'environment', 'IS_ENVIRONMENT_OWNER', {
        claims: user.ownershipEntityRefs,
      }),
  ],
]);

function conditional(
  pluginId: string,
  resourceType: string,
  rule: string,
  params: Record<string, string[]>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: { resourceType, rule, params },
  };
}
