import { z } from 'zod';
import { environmentPolicyInputSchema } from './input';
import { manifestPolicyInputSchema } from './manifests';

/**
 * The JSON Schema of the input, for the policy bundle, whose rule `input.well-formed` checks it again: what asks and what answers may
 * be of different versions. Draft 7, the newest that OPA's `json.match_schema` knows. Keys that are not named are allowed, so that a
 * newer portal may say more to an older bundle.
 */
export function environmentPolicyInputJsonSchema(): Record<string, unknown> {
  return jsonSchema(environmentPolicyInputSchema);
}

/** The same for manifests. */
export function manifestPolicyInputJsonSchema(): Record<string, unknown> {
  return jsonSchema(manifestPolicyInputSchema);
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
  });
  return rest;
}
