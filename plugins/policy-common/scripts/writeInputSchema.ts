import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  environmentPolicyInputJsonSchema,
  manifestPolicyInputJsonSchema,
} from '../src/inputJsonSchema';

/** Writes the schemas of the inputs into the policy bundle. Run after a change of `input.ts` or `manifests.ts`. */
function write(name: string, schema: Record<string, unknown>): void {
  writeFileSync(
    resolve(
      __dirname,
      `../../../policies/cairn/${name}/input_schema/data.json`,
    ),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
}

write('environments', environmentPolicyInputJsonSchema());
write('manifests', manifestPolicyInputJsonSchema());
