import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { Connection } from './client/Connection';
import { PooledKubernetesClient } from './client/PooledKubernetesClient';
import type {
  Cluster,
  ClusterInfo,
  Clusters,
  KubernetesClient,
  ReaderAccess,
} from './Clusters';
import { readClustersConfig, type ClusterConfig } from './config';
import { KubeconfigFile } from './credentials/KubeconfigFile';

class ConfiguredCluster implements Cluster {
  readonly name: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly writer: KubernetesClient;
  readonly reader: KubernetesClient;
  readonly #readerFile: KubeconfigFile;
  readonly #connections: Connection[];

  constructor(config: ClusterConfig) {
    this.name = config.name;
    this.title = config.title;
    this.simulated = config.simulated;
    this.#readerFile = new KubeconfigFile(config.name, config.reader);
    const writer = new Connection(
      new KubeconfigFile(config.name, config.writer),
    );
    const reader = new Connection(this.#readerFile);
    this.#connections = [writer, reader];
    this.writer = new PooledKubernetesClient(config.name, writer);
    this.reader = new PooledKubernetesClient(config.name, reader);
  }

  async readerAccess(): Promise<ReaderAccess> {
    const access = await this.#readerFile.access();
    return {
      server: access.server,
      certificateAuthority: access.certificateAuthority,
      token: await access.token(),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map(connection => connection.close()));
  }
}

/** The clusters of `cairn.clusters`. Nothing is read or opened before the first request to a cluster. */
export class ConfiguredClusters implements Clusters {
  readonly #clusters: Map<string, ConfiguredCluster>;

  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): ConfiguredClusters {
    const clusters = readClustersConfig(config);
    options.logger.info(
      clusters.length > 0
        ? `Clusters: ${clusters.map(({ name }) => name).join(', ')}`
        : 'No cluster is configured (cairn.clusters)',
    );
    return new ConfiguredClusters(clusters);
  }

  private constructor(clusters: ClusterConfig[]) {
    this.#clusters = new Map(
      clusters.map(cluster => [cluster.name, new ConfiguredCluster(cluster)]),
    );
  }

  list(): ClusterInfo[] {
    return [...this.#clusters.values()].map(({ name, title, simulated }) => ({
      name,
      title,
      simulated,
    }));
  }

  get(name: string): Cluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      throw new NotFoundError(
        `No cluster "${name}" is configured (cairn.clusters); there is ${
          [...this.#clusters.keys()].join(', ') || 'none'
        }`,
      );
    }
    return cluster;
  }

  /** Closes all connections; requests under way fail. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#clusters.values()].map(cluster => cluster.close()),
    );
  }
}
