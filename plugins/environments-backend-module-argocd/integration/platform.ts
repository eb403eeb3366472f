import { readFileSync } from 'node:fs';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import { z } from 'zod';

const platformSchema = z.looseObject({
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
});

/**
 * The running platform that a file describes.
 *
 * @param path - Default: what `CAIRN_TEST_PLATFORM` names.
 */
export function testPlatform(
  path = process.env.CAIRN_TEST_PLATFORM,
): z.infer<typeof platformSchema> {
  if (!path) {
    throw new Error(
      'CAIRN_TEST_PLATFORM must name the file that describes the running platform; start one with ./cairn up',
    );
  }
  return platformSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** `local` as Cairn uses it, and `admin`: the same cluster, acting as somebody else. */
export function testClusters(): ConfiguredClusters {
  const { kubeconfig } = testPlatform();
  const cluster = (name: string, writer: string, reader: string) => ({
    name,
    writer: { kubeconfig: writer },
    reader: { kubeconfig: reader },
  });
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          cluster('local', kubeconfig.writer, kubeconfig.reader),
          cluster('admin', kubeconfig.admin, kubeconfig.admin),
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
}
