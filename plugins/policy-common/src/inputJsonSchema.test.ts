import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentPolicyInputJsonSchema } from './inputJsonSchema';

it('is the schema that the policy bundle checks by', () => {
  const bundled = readFileSync(
    join(
      __dirname,
      '../../../policies/cairn/environments/input_schema/data.json',
    ),
    'utf8',
  );
  // Where this fails, run `yarn workspace @cairn/plugin-policy-common schema`.
  expect(JSON.parse(bundled)).toEqual(environmentPolicyInputJsonSchema());
});
