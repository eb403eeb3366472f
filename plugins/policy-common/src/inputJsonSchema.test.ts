import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  environmentPolicyInputJsonSchema,
  manifestPolicyInputJsonSchema,
} from './inputJsonSchema';

it.each([
  ['environments', environmentPolicyInputJsonSchema],
  ['manifests', manifestPolicyInputJsonSchema],
])('is the schema that the policy bundle checks %s by', (name, schema) => {
  const bundled = readFileSync(
    join(__dirname, `../../../policies/cairn/${name}/input_schema/data.json`),
    'utf8',
  );
  // Where this fails, run `yarn workspace @cairn/plugin-policy-common schema`.
  expect(JSON.parse(bundled)).toEqual(schema());
});
