import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import fc from 'fast-check';
import { CairnPermissionPolicy } from './CairnPermissionPolicy';
import { knownPermissions } from './__testing__/knownPermissions';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const AMARA = {
  userEntityRef: 'user:default/amara.okafor',
  ownershipEntityRefs: [
    'user:default/amara.okafor',
    'group:default/checkout-team',
  ],
};
const PRIYA = {
  userEntityRef: 'user:default/priya.raman',
  ownershipEntityRefs: [
    'user:default/priya.raman',
    'group:default/platform-team',
  ],
};

function decide(permission: Permission, who?: typeof AMARA) {
  const policy = new CairnPermissionPolicy({
    platformGroup: 'group:default/platform-team',
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async () => who ?? AMARA,
    }),
  });
  return policy.handle(
    { permission },
    who && {
      credentials: mockCredentials.user(who.userEntityRef),
      info: who,
    },
  );
}

function owned(
  pluginId: string,
  resourceType: string,
  rule: string,
  params: object,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: { resourceType, rule, params: { ...params } },
  };
}

const ownEntity = owned('catalog', 'catalog-entity', 'IS_ENTITY_OWNER', {
  claims: AMARA.ownershipEntityRefs,
});
const ownTask = owned('scaffolder', 'scaffolder-task', 'IS_TASK_OWNER', {
  createdBy: [AMARA.userEntityRef],
});
const ownEnvironment = owned(
  'environments',
  'environment',
  'IS_ENVIRONMENT_OWNER',
  { claims: AMARA.ownershipEntityRefs },
);

/** By permission: what it is for a member of a team, and for one of the platform group. */
const expected: Record<
  string,
  [team: PolicyDecision, platform: PolicyDecision]
> = {
  'catalog.entity.read': [ALLOW, ALLOW],
  'catalog.entity.validate': [ALLOW, ALLOW],
  'catalog.entity.refresh': [ownEntity, ALLOW],
  'catalog.entity.create': [DENY, ALLOW],
  'catalog.entity.delete': [DENY, ALLOW],
  'catalog.location.read': [ALLOW, ALLOW],
  'catalog.location.create': [DENY, ALLOW],
  'catalog.location.analyze': [DENY, ALLOW],
  'catalog.location.delete': [DENY, ALLOW],
  'catalog.ingestion.read': [DENY, ALLOW],
  'catalog.ingestion.manage': [DENY, ALLOW],
  'scaffolder.template.parameter.read': [ALLOW, ALLOW],
  'scaffolder.template.step.read': [ALLOW, ALLOW],
  'scaffolder.template.dry-run': [DENY, ALLOW],
  'scaffolder.template.management': [DENY, ALLOW],
  'scaffolder.action.execute': [ALLOW, ALLOW],
  'scaffolder.task.create': [ALLOW, ALLOW],
  'scaffolder.task.read': [ownTask, ALLOW],
  'scaffolder.task.cancel': [ownTask, ALLOW],
  'kubernetes.clusters.read': [ALLOW, ALLOW],
  'kubernetes.resources.read': [ALLOW, ALLOW],
  'kubernetes.proxy': [DENY, DENY],
  'environment.read': [ALLOW, ALLOW],
  'environment.plan': [ownEnvironment, ALLOW],
  'environment.apply': [ownEnvironment, ALLOW],
  'environment.destroy': [ownEnvironment, ALLOW],
  'environment.approve': [ALLOW, ALLOW],
  'environment.audit': [DENY, ALLOW],
  'health.read': [ALLOW, ALLOW],
  'cost.read': [ALLOW, ALLOW],
  'pipeline.read': [ALLOW, ALLOW],
  'pipeline.run': [ownEntity, ALLOW],
  'policy.read': [ALLOW, ALLOW],
  'platform.read': [ALLOW, ALLOW],
};

describe('CairnPermissionPolicy', () => {
  const known = knownPermissions();

  it('knows every permission of the installed plugins, and no other', () => {
    expect(Object.keys(expected).sort()).toEqual(
      known.map(({ name }) => name).sort(),
    );
  });

  it.each(known.map(permission => [permission.name, permission] as const))(
    '%s: for a team, for the platform group, for nobody',
    async (name, permission) => {
      const [team, platform] = expected[name];

      expect(await decide(permission, AMARA)).toEqual(team);
      expect(await decide(permission, PRIYA)).toEqual(platform);
      expect(await decide(permission)).toEqual(DENY);
    },
  );

  it('denies what it does not know, to everybody', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1 }).filter(name => !(name in expected)),
        fc.constantFrom('read', 'create', 'update', 'delete'),
        async (name, action) => {
          const permission = createPermission({ name, attributes: { action } });
          expect(await decide(permission, AMARA)).toEqual(DENY);
          expect(await decide(permission, PRIYA)).toEqual(DENY);
        },
      ),
    );
  });

  it('denies a permission on a kind of resource that nobody can be asked to own', async () => {
    const permission = createPermission({
      name: 'environment.apply',
      attributes: { action: 'update' },
      resourceType: 'something-else',
    });
    expect(await decide(permission, AMARA)).toEqual(DENY);
  });
});
