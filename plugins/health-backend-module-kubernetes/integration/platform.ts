import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const platformSchema = z.looseObject({
  kubeconfig: z.object({ admin: z.string(), reader: z.string() }),
});

const kubeconfigSchema = z.looseObject({
  clusters: z.array(
    z.looseObject({ cluster: z.looseObject({ server: z.string() }) }),
  ),
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

/** `local` as health reads it, and `admin`: the same cluster, acting as somebody who may write. */
export function testClusters(
  kubeconfig: { admin: string; reader: string } = testPlatform().kubeconfig,
): ConfiguredClusters {
  const cluster = (name: string, path: string) => ({
    name,
    writer: { kubeconfig: path },
    reader: { kubeconfig: path },
  });
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          cluster('local', kubeconfig.reader),
          cluster('admin', kubeconfig.admin),
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
}

/** Port of the API server that a kubeconfig names. */
export function portOf(kubeconfig: string): number {
  const { clusters } = kubeconfigSchema.parse(
    parse(readFileSync(kubeconfig, 'utf8')),
  );
  return Number(new URL(clusters[0].cluster.server).port);
}

/** A copy of a kubeconfig that leads to another port. */
export async function throughPort(
  kubeconfig: string,
  port: number,
  folder: string,
): Promise<string> {
  const config = kubeconfigSchema.parse(
    parse(readFileSync(kubeconfig, 'utf8')),
  );
  for (const { cluster } of config.clusters) {
    const url = new URL(cluster.server);
    url.port = String(port);
    cluster.server = url.toString();
  }
  const path = join(folder, 'reader.yaml');
  await writeFile(path, stringify(config), { mode: 0o600 });
  return path;
}

/** Looks until it is as wanted; fails with the last look after the time. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  isWanted: (seen: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) {
      return seen;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not as wanted after ${withinMs / 1000} s: ${JSON.stringify(seen)}`,
      );
    }
    await new Promise(done => setTimeout(done, 100));
  }
}
