import { readFileSync } from 'node:fs';
import { z } from 'zod';

const platformSchema = z.object({
  stateDir: z.string(),
  portalUrl: z.string(),
  kubeconfig: z.object({
    admin: z.string(),
    writer: z.string(),
    reader: z.string(),
  }),
  argocd: z.object({
    url: z.string(),
    tokenFile: z.string(),
    namespace: z.string(),
  }),
  git: z.object({
    url: z.string(),
    tokenFile: z.string(),
    organization: z.string(),
  }),
});

/** The running local platform that these tests work on; without one they fail. */
export function testPlatform() {
  const file = process.env.CAIRN_TEST_PLATFORM;
  if (!file) {
    throw new Error(
      'CAIRN_TEST_PLATFORM does not name a file. Start a platform with "./cairn up" and set it to .cairn/run/test-platform.json.',
    );
  }
  return platformSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
