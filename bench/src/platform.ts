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
  opaUrl: z.string(),
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

/** Where everything of the running platform is. */
export type PlatformDescription = z.infer<typeof platformSchema>;

/** Reads the file of `BenchmarkContext.platformFile`. */
export function readPlatform(file: string | undefined): PlatformDescription {
  if (!file) {
    throw new Error('No file describes a running platform.');
  }
  return platformSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
