import { readFileSync } from 'node:fs';
import { z } from 'zod';

const platformSchema = z.looseObject({
  portalUrl: z.string(),
  git: z.looseObject({ url: z.string(), organization: z.string() }),
});

/** The running platform that `CAIRN_TEST_PLATFORM` names. */
export function testPlatform(): z.infer<typeof platformSchema> {
  const path = process.env.CAIRN_TEST_PLATFORM;
  if (!path) {
    throw new Error(
      'CAIRN_TEST_PLATFORM must name the file that describes the running platform; run `./cairn test --only integration`, which starts one',
    );
  }
  return platformSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
