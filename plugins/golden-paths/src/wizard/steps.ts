import type { JsonObject } from '@backstage/types';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import { PLAN_DIGEST_VALUE } from '@cairn/plugin-golden-paths-common';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { z } from 'zod';

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonSchema = z.custom<RJSFSchema>(isObject);
const jsonObject = z.custom<JsonObject>(isObject);
const properties = z.looseObject({
  properties: z.record(z.string(), z.unknown()).catch({}),
  required: z.array(z.string()).optional().catch(undefined),
});

/** One page of the form. */
export interface FormStep {
  title: string;
  description?: string;
  schema: RJSFSchema;
  uiSchema: UiSchema;
  /** Both in one, as the golden path has it. */
  merged: JsonObject;
  /** Names of its values. */
  values: string[];
}

/** The digest of the plan is filled in by the last step and by nobody else. */
function withoutDigest(schema: JsonObject): JsonObject {
  const parsed = properties.parse(schema);
  const { [PLAN_DIGEST_VALUE]: _, ...asked } = parsed.properties;
  return jsonObject.parse({
    ...schema,
    properties: asked,
    ...(parsed.required && {
      required: parsed.required.filter(name => name !== PLAN_DIGEST_VALUE),
    }),
  });
}

/** The pages of a golden path's form. A page that only holds the digest of the plan is none. */
export function formSteps(manifest: TemplateParameterSchema): FormStep[] {
  return manifest.steps.flatMap(step => {
    const merged = withoutDigest(step.schema);
    const values = Object.keys(properties.parse(merged).properties);
    if (values.length === 0 && manifest.steps.length > 1) return [];
    const { schema, uiSchema } = extractSchemaFromStep(merged);
    // The title and description of the whole are the page's own.
    const { title: __, description: ___, ...rest } = jsonSchema.parse(schema);
    return {
      title: step.title,
      description: step.description,
      schema: rest,
      uiSchema,
      merged,
      values,
    };
  });
}
