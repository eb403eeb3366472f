import { z } from 'zod';

export interface Parameter {
  name: string;
  title: string;
  description?: string;
  type: string;
  required: boolean;
  initial?: string;
  choices?: string;
}

const schemaOf = z.looseObject({
  properties: z
    .record(
      z.string(),
      z.looseObject({
        title: z.string().optional(),
        description: z.string().optional(),
        type: z.union([z.string(), z.array(z.string())]).optional(),
        default: z.unknown().optional(),
        enum: z.array(z.unknown()).optional(),
        'ui:field': z.string().optional(),
        minItems: z.number().optional(),
        maxItems: z.number().optional(),
      }),
    )
    .default({}),
  required: z.array(z.string()).default([]),
});

/** `list`, `list of 1 to 6`, `list of at most 6`. */
function listWords(of: { minItems?: number; maxItems?: number }): string {
  const { minItems = 0, maxItems } = of;
  if (maxItems === undefined) {
    return minItems > 0 ? `list of at least ${minItems}` : 'list';
  }
  return minItems > 0
    ? `list of ${minItems} to ${maxItems}`
    : `list of at most ${maxItems}`;
}

/** The parameters of a class, read from the JSON Schema that its form is drawn from. */
export function parametersOf(schema: Record<string, unknown>): Parameter[] {
  const parsed = schemaOf.safeParse(schema);
  if (!parsed.success) return [];
  const { properties, required } = parsed.data;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    title: property.title ?? name,
    description: property.description,
    type:
      property.type === 'array'
        ? listWords(property)
        : [property.type ?? 'any'].flat().join(' or '),
    required: required.includes(name),
    initial:
      property.default === undefined
        ? undefined
        : JSON.stringify(property.default),
    choices: property.enum?.map(one => String(one)).join(', '),
  }));
}

/** Names of the parameters that a field of the scaffolder of this name asks for. */
export function parametersWithField(
  schema: Record<string, unknown>,
  field: string,
): string[] {
  const parsed = schemaOf.safeParse(schema);
  return parsed.success
    ? Object.entries(parsed.data.properties)
        .filter(([, property]) => property['ui:field'] === field)
        .map(([name]) => name)
    : [];
}
