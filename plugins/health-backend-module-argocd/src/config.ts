import type { Config } from '@backstage/config';

/** An Argo CD of the configuration. */
export interface ArgoCdInstance {
  name: string;
  /** Name of the cluster that it runs for and whose API server holds its objects. */
  cluster: string;
  /** Namespace of its applications. */
  namespace: string;
  /** Where a person opens its web interface, without a trailing slash; absent: it has none. */
  webUrl?: string;
}

export function readArgoCdInstances(config: Config): ArgoCdInstance[] {
  return (config.getOptionalConfigArray('cairn.argocd.instances') ?? []).map(
    instance => ({
      name: instance.getString('name'),
      cluster: instance.getString('cluster'),
      namespace: instance.getOptionalString('namespace') ?? 'argocd',
      webUrl: instance.getOptionalString('webUrl')?.replace(/\/+$/, ''),
    }),
  );
}
