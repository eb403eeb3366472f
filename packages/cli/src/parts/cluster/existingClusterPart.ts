import { readFile } from 'node:fs/promises';
import { KubeConfig, VersionApi } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { kubeconfigPath } from '../../cluster/layout';
import type { Part } from '../../platform/Part';
import { replaceIfChanged } from '../stateFiles';

/** Which cluster is used instead of one of our own. */
export interface ExistingCluster {
  kubeconfig: string;
  /** The file's current one by default. */
  context?: string;
}

/**
 * Reads a kubeconfig, reduced to one context.
 *
 * @throws InputError where it cannot be read or has no such context.
 */
export async function loadExistingCluster(
  options: ExistingCluster,
): Promise<KubeConfig> {
  const config = new KubeConfig();
  try {
    config.loadFromString(await readFile(options.kubeconfig, 'utf8'));
  } catch (error) {
    throw new InputError(
      `${options.kubeconfig} cannot be read as a kubeconfig`,
      error,
    );
  }
  const name = options.context ?? config.getCurrentContext();
  const names = config.getContexts().map(context => context.name);
  if (!names.includes(name)) {
    throw new InputError(
      `${options.kubeconfig} has no context "${name}". It has: ${
        names.join(', ') || 'none'
      }.`,
    );
  }
  config.setCurrentContext(name);
  const context = config.getContextObject(name);
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (!context || !cluster || !user) {
    throw new InputError(
      `Context "${name}" of ${options.kubeconfig} names no cluster or no user.`,
    );
  }
  config.loadFromOptions({
    contexts: [context],
    clusters: [cluster],
    users: [user],
    currentContext: name,
  });
  return config;
}

/** Stands in for the control plane: nothing is started, the API server of an existing cluster is asked. */
export function existingClusterPart(existing: ExistingCluster): Part {
  return {
    // Others need it by this name, wherever it runs.
    name: 'kube-apiserver',
    title: 'Your cluster',
    dependency: 'cluster:local',
    needs: [],
    tools: [],
    ports: [],
    async prepare({ state }) {
      const config = await loadExistingCluster(existing);
      await replaceIfChanged(
        kubeconfigPath(state, 'admin'),
        config.exportConfig(),
      );
    },
    async probe() {
      const config = await loadExistingCluster(existing);
      const { gitVersion } = await config.makeApiClient(VersionApi).getCode();
      return { version: gitVersion.replace(/^v/, '') };
    },
  };
}
