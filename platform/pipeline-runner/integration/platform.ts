import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const platformSchema = z.looseObject({
  stateDir: z.string(),
  opaUrl: z.string(),
  git: z.looseObject({ url: z.string(), tokenFile: z.string() }),
});

const runnerSchema = z.looseObject({
  programs: z.record(z.string(), z.string()).and(z.object({ act: z.string() })),
  environment: z.record(z.string(), z.string()),
});

/** The running platform that `CAIRN_TEST_PLATFORM` names, with what its own runner was told. */
export function testPlatform() {
  const path = process.env.CAIRN_TEST_PLATFORM;
  if (!path) {
    throw new Error(
      'CAIRN_TEST_PLATFORM must name the file that describes the running platform; start one with ./cairn up',
    );
  }
  const platform = platformSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const runner = runnerSchema.parse(
    JSON.parse(
      readFileSync(
        join(platform.stateDir, 'config', 'pipeline-runner.json'),
        'utf8',
      ),
    ),
  );
  return { ...platform, runner };
}
