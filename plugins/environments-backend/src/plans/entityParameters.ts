import { isRecord } from '@cairn/plugin-portal-common';

/** A parameter whose value names an entity of the catalog, or several. */
export interface EntityParameter {
  name: string;
  /** Whether its value is a list: of an array whose items are chosen with a picker. */
  list: boolean;
  /** Kind where the value does not say one. */
  defaultKind: string;
  /** As the form's picker has it: which entities may be chosen. */
  filter: Array<Record<string, unknown>>;
  /**
   * `ui:options.allowPlanned`: the entity may be one that is only about to be made, for example by a golden path. Then
   * the class gets nothing of it but its ref, whether it exists or not: the plan must not change when it comes to be.
   */
  allowPlanned: boolean;
}

const PICKERS = new Map([
  ['EntityPicker', 'Component'],
  ['OwnedEntityPicker', 'Component'],
  ['OwnerPicker', 'Group'],
  ['MyGroupsPicker', 'Group'],
]);

/** The parameters of a schema that a person chooses with a picker of entities, wherever the schema names them. */
export function entityParameters(schema: unknown): EntityParameter[] {
  const found = new Map<string, EntityParameter>();
  collect(schema, found);
  return [...found.values()];
}

function collect(schema: unknown, found: Map<string, EntityParameter>): void {
  if (!isRecord(schema)) {
    return;
  }
  if (isRecord(schema.properties)) {
    for (const [name, property] of Object.entries(schema.properties)) {
      const parameter = entityParameter(name, property);
      if (parameter) {
        found.set(name, parameter);
      }
    }
  }
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[key];
    if (Array.isArray(branches)) {
      branches.forEach(branch => collect(branch, found));
    }
  }
  for (const key of ['if', 'then', 'else']) {
    collect(schema[key], found);
  }
  for (const key of ['dependencies', 'dependentSchemas']) {
    const dependent = schema[key];
    if (isRecord(dependent)) {
      Object.values(dependent).forEach(branch => collect(branch, found));
    }
  }
}

function entityParameter(
  name: string,
  property: unknown,
): EntityParameter | undefined {
  if (!isRecord(property)) {
    return undefined;
  }
  const list = property.type === 'array' && isRecord(property.items);
  const picked = list ? property.items : property;
  if (!isRecord(picked) || typeof picked['ui:field'] !== 'string') {
    return undefined;
  }
  const kind = PICKERS.get(picked['ui:field']);
  if (!kind) {
    return undefined;
  }
  const options = isRecord(picked['ui:options']) ? picked['ui:options'] : {};
  const filter = options.catalogFilter ?? [];
  return {
    name,
    list,
    defaultKind:
      typeof options.defaultKind === 'string' ? options.defaultKind : kind,
    filter: (Array.isArray(filter) ? filter : [filter]).filter(isRecord),
    allowPlanned: options.allowPlanned === true,
  };
}
