import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Direct groups of the people that the catalog has; a test may change them. */
export type People = Map<string, string[]>;

export const PRIYA = 'user:default/priya.raman';
/** Of a group below the platform team. */
export const ROSA = 'user:default/rosa.marin';

export function people(): People {
  return new Map([
    ['user:default/amara.okafor', ['group:default/checkout-team']],
    ['user:default/tomas.lindqvist', ['group:default/payments-team']],
    [PRIYA, ['group:default/platform-team']],
    [ROSA, ['group:default/platform-oncall']],
  ]);
}

/** A group below the platform team, and in a circle with itself, as a catalog can have it. */
export const platformOncall: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform-oncall', namespace: 'default' },
  spec: { type: 'team', children: [] },
  relations: [
    { type: RELATION_CHILD_OF, targetRef: 'group:default/platform-team' },
    { type: RELATION_CHILD_OF, targetRef: 'group:default/platform-oncall' },
  ],
};

/** The catalog with these people in it, as they are when it is asked. */
export function withPeople(
  catalog: CatalogService,
  known: People,
): CatalogService {
  const getEntityByRef: CatalogService['getEntityByRef'] = async (
    ref,
    options,
  ) => {
    const groups = typeof ref === 'string' ? known.get(ref) : undefined;
    return groups
      ? personEntity(String(ref), groups)
      : catalog.getEntityByRef(ref, options);
  };
  return new Proxy(catalog, {
    get(target, key) {
      if (key === 'getEntityByRef') {
        return getEntityByRef;
      }
      const member = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function personEntity(ref: string, groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: ref.split('/')[1], namespace: 'default' },
    spec: { memberOf: groups },
    relations: groups.map(targetRef => ({
      type: RELATION_MEMBER_OF,
      targetRef,
    })),
  };
}
