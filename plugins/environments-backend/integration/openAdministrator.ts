import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  ConfiguredClusters,
  type KubernetesRequest,
} from '@cairn/plugin-clusters-node';
import { testPlatform } from './platform';

const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** Somebody who may do everything in the cluster, past Cairn. */
export function openAdministrator() {
  const { admin } = testPlatform().kubeconfig;
  const clusters = ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            writer: { kubeconfig: admin },
            reader: { kubeconfig: admin },
          },
        ],
      },
    }),
    { logger: silent },
  );
  const { writer: client } = clusters.get('local');
  return {
    client,
    /** Changes fields of an object. @throws Error where it is not there */
    async patch(path: string, body: KubernetesRequest['body']): Promise<void> {
      const answer = await client.request({
        method: 'PATCH',
        path,
        query: { fieldManager: 'kubectl-edit' },
        contentType: 'application/merge-patch+json',
        body,
      });
      if (answer.status !== 200) {
        throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      }
    },
    /** Deletes an object, if it is there. */
    async delete(path: string): Promise<void> {
      await client.request({ method: 'DELETE', path });
    },
    close: () => clusters.close(),
  };
}
