import { join } from 'node:path';

/** Folder with the cluster's certificate authority and what it signed. */
export function clusterPki(state: string): string {
  return join(state, 'pki', 'cluster');
}

/** Folder with etcd's own certificate authority: who may speak to the cluster may not speak to its store. */
export function etcdPki(state: string): string {
  return join(state, 'pki', 'etcd');
}

/** Folder with the authority behind which other API servers may pass on who asks. */
export function frontProxyPki(state: string): string {
  return join(state, 'pki', 'front-proxy');
}

/** Path of a kubeconfig of the local platform. */
export function kubeconfigPath(state: string, name: string): string {
  return join(state, 'kubeconfig', `${name}.yaml`);
}

/** Names by which the cluster's servers are reached. Loopback only. */
export const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'] as const;
