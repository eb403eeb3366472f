import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';

/** The cluster with an administrator's rights: one pooled agent, and no admission policy of Cairn's in the way. */
export function adminCluster(kubeconfig: string) {
  const clusters = ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'admin',
            writer: { kubeconfig },
            reader: { kubeconfig },
          },
        ],
      },
    }),
    { logger: mockServices.rootLogger({ level: 'none' }) },
  );
  return {
    client: clusters.get('admin').writer,
    close: () => clusters.close(),
  };
}
