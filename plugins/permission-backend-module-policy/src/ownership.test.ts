import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { isEnvironmentOwnerRule } from '@cairn/plugin-environments-node';
import { ownership } from './ownership';

const USER = {
  userEntityRef: 'user:default/amara.okafor',
  ownershipEntityRefs: ['group:default/checkout-team'],
};

/** The rules are named in the policy, not imported: here is where a name that no plugin knows any more is noticed. */
describe('ownership', () => {
  it('names the rule of the catalog', () => {
    const decision = ownership.get('catalog-entity')?.(USER);
    expect(decision).toMatchObject({
      resourceType: permissionRules.isEntityOwner.resourceType,
      conditions: { rule: permissionRules.isEntityOwner.name },
    });
    expect(decision?.conditions).toHaveProperty(
      'params.claims',
      USER.ownershipEntityRefs,
    );
  });

  it('names the rule of environments, with parameters that it takes', () => {
    const decision = ownership.get('environment')?.(USER);
    expect(decision).toMatchObject({
      resourceType: isEnvironmentOwnerRule.resourceType,
      conditions: {
        rule: isEnvironmentOwnerRule.name,
        params: { claims: USER.ownershipEntityRefs },
      },
    });
    expect(
      isEnvironmentOwnerRule.apply(
        { owner: 'group:default/checkout-team', class: { name: 'sandbox' } },
        { claims: USER.ownershipEntityRefs },
      ),
    ).toBe(true);
  });
});
