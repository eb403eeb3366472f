import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { environmentPolicyInputJsonSchema } from '../src/inputJsonSchema';

/** Writes the schema of the input into the policy bundle. Run after a change of `input.ts`. */
writeFileSync(
  resolve(
    __dirname,
    '../../../policies/cairn/environments/input_schema/data.json',
  ),
  `${JSON.stringify(environmentPolicyInputJsonSchema(), null, 2)}\n`,
);
