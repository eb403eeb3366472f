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
});

/** The running platform that `CAIRN_TEST_PLATFORM` names. */
export function testPlatform(): z.infer<typeof platformSchema> {
  const path = process.env.CAIRN_TEST_PLATFORM;
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
  const access = (path: string) => ({ kubeconfig: path });
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            simulated: true,
            writer: access(kubeconfig.writer),
            reader: access(kubeconfig.reader),
          },
          {
            name: 'admin',
            writer: access(kubeconfig.admin),
            reader: access(kubeconfig.admin),
          },
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
}
