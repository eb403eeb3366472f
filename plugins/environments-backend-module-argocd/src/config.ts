import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How the objects of an Argo CD name the cluster that it runs in. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

/** How an Argo CD names a cluster that it deploys to: exactly one of both. */
export type Destination = { server: string } | { name: string };

/** An Argo CD of the configuration. */
export interface ArgoCdInstance {
  name: string;
  /** Name of the cluster whose API server holds its objects. */
  cluster: string;
  /** Clusters that it deploys to, by their names in `cairn.clusters`. */
  destinations: ReadonlyMap<string, Destination>;
  /** Namespace of its applications and projects. */
  namespace: string;
  /** Where its API answers, without a trailing slash. */
  url: string;
  /** Path of a file with a token; it may not be there yet. */
  tokenFile: string;
  /** Where a person opens its web interface, without a trailing slash; absent: it has none. */
  webUrl?: string;
}

/** @throws InputError where two instances have one name, or a destination says no place, or two. */
export function readArgoCdInstances(config: Config): ArgoCdInstance[] {
  const instances = (
    config.getOptionalConfigArray('cairn.argocd.instances') ?? []
  ).map((instance): ArgoCdInstance => {
    const name = instance.getString('name');
    const cluster = instance.getString('cluster');
    return {
      name,
      cluster,
      destinations: destinationsOf(
        { name, cluster },
        instance.getOptionalConfigArray('destinations'),
      ),
      namespace: instance.getOptionalString('namespace') ?? 'argocd',
      url: withoutSlash(instance.getString('url')),
      tokenFile: instance.getString('tokenFile'),
      webUrl: withoutSlash(instance.getOptionalString('webUrl')),
    };
  });
  const twice = firstTwice(instances.map(({ name }) => name));
  if (twice) {
    throw new InputError(
      `cairn.argocd.instances names "${twice}" twice; each needs a name of its own`,
    );
  }
  return instances;
}

function destinationsOf(
  instance: { name: string; cluster: string },
  configured: Config[] | undefined,
): ReadonlyMap<string, Destination> {
  if (!configured) {
    return new Map([[instance.cluster, { server: IN_CLUSTER }]]);
  }
  const key = `cairn.argocd.instances "${instance.name}"`;
  const destinations = configured.map((destination): [string, Destination] => {
    const cluster = destination.getString('cluster');
    const server = destination.getOptionalString('server');
    const name = destination.getOptionalString('name');
    if (server !== undefined && name !== undefined) {
      throw new InputError(
        `${key}: the destination "${cluster}" has a server and a name; give one of them`,
      );
    }
    if (server !== undefined) {
      return [cluster, { server }];
    }
    if (name !== undefined) {
      return [cluster, { name }];
    }
    if (cluster !== instance.cluster) {
      throw new InputError(
        `${key}: the destination "${cluster}" needs the server or the name by which Argo CD knows that cluster`,
      );
    }
    return [cluster, { server: IN_CLUSTER }];
  });
  const twice = firstTwice(destinations.map(([cluster]) => cluster));
  if (twice) {
    throw new InputError(`${key} has the destination "${twice}" twice`);
  }
  return new Map(destinations);
}

function firstTwice(names: string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function withoutSlash<T extends string | undefined>(url: T): T | string {
  return url === undefined ? url : url.replace(/\/+$/, '');
}
