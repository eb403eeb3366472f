import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** An Argo CD of the configuration. */
export interface ArgoCdInstance {
  name: string;
  /** Name of the cluster that it runs for and whose API server holds its objects. */
  cluster: string;
  /** Namespace of its applications and projects. */
  namespace: string;
  /** Where its API answers, without a trailing slash. */
  url: string;
  /** Path of a file with a token; it may not be there yet. */
  tokenFile: string;
  /** Where a person opens its web interface, without a trailing slash; absent: it has none. */
  webUrl?: string;
}

/** @throws InputError where two instances have one name. */
export function readArgoCdInstances(config: Config): ArgoCdInstance[] {
  const instances = (
    config.getOptionalConfigArray('cairn.argocd.instances') ?? []
  ).map(
    (instance): ArgoCdInstance => ({
      name: instance.getString('name'),
      cluster: instance.getString('cluster'),
      namespace: instance.getOptionalString('namespace') ?? 'argocd',
      url: withoutSlash(instance.getString('url')),
      tokenFile: instance.getString('tokenFile'),
      webUrl: withoutSlash(instance.getOptionalString('webUrl')),
    }),
  );
  const names = instances.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(
      `cairn.argocd.instances names "${twice}" twice; each needs a name of its own`,
    );
  }
  return instances;
}

function withoutSlash<T extends string | undefined>(url: T): T | string {
  return url === undefined ? url : url.replace(/\/+$/, '');
}
