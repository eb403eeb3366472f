import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';
import type { EntityFacts } from './CatalogFacts';

/** A change as policy sees it. */
export function policyChange(
  change: PlannedChange,
): EnvironmentPolicyInput['changes'][number] {
  const { component, engine, operation, ref, object, before } = change;
  return {
    component,
    engine,
    operation,
    resource: {
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      ...(ref.namespace && { namespace: ref.namespace }),
      name: ref.name,
    },
    ...(object && { object }),
    ...(before && { before }),
  };
}

/** System and lifecycle of the one component that an environment runs; of several it would be a guess. */
export function catalogOf(
  ownerExists: boolean,
  { entities }: EntityFacts,
): EnvironmentPolicyInput['catalog'] {
  const specs = Object.values(entities)
    .flat()
    .flatMap(entity =>
      typeof entity === 'object' &&
      entity !== null &&
      'spec' in entity &&
      typeof entity.spec === 'object' &&
      entity.spec !== null
        ? [new Map<string, unknown>(Object.entries(entity.spec))]
        : [],
    );
  if (specs.length !== 1) {
    return { ownerExists };
  }
  const system = specs[0].get('system');
  const lifecycle = specs[0].get('lifecycle');
  return {
    ownerExists,
    ...(typeof system === 'string' && { system }),
    ...(typeof lifecycle === 'string' && { lifecycle }),
  };
}
