import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ClusterInfo } from './Clusters';

/** Where a credential is. */
export interface CredentialConfig {
  /** Path of a kubeconfig file. */
  kubeconfig: string;
  /** Default: the file's current context. */
  context?: string;
}

export interface ClusterConfig extends ClusterInfo {
  writer: CredentialConfig;
  reader: CredentialConfig;
}

/** @throws InputError where two clusters have one name. */
export function readClustersConfig(config: Config): ClusterConfig[] {
  const clusters = (config.getOptionalConfigArray('cairn.clusters') ?? []).map(
    (cluster): ClusterConfig => {
      const name = cluster.getString('name');
      return {
        name,
        title: cluster.getOptionalString('title') ?? name,
        simulated: cluster.getOptionalBoolean('simulated') ?? false,
        writer: readCredential(cluster.getConfig('writer')),
        reader: readCredential(cluster.getConfig('reader')),
      };
    },
  );
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(
      `cairn.clusters names the cluster "${twice}" twice; each needs a name of its own`,
    );
  }
  return clusters;
}

function readCredential(config: Config): CredentialConfig {
  return {
    kubeconfig: config.getString('kubeconfig'),
    context: config.getOptionalString('context'),
  };
}
