import { InputError } from '@backstage/errors';
import type { ArgoCdInstance, Destination } from './config';

/**
 * The Argo CD that deploys a component into a cluster: the one that the class names, or the first that deploys there.
 *
 * @throws InputError where there is none.
 */
export function chooseInstance(
  component: string,
  name: string | undefined,
  cluster: string,
  instances: ArgoCdInstance[],
): { instance: ArgoCdInstance; destination: Destination } {
  const candidates =
    name === undefined
      ? instances
      : instances.filter(instance => instance.name === name);
  if (name !== undefined && candidates.length === 0) {
    throw new InputError(
      `components.${component}.with.instance: no Argo CD "${name}" is configured (cairn.argocd.instances)`,
    );
  }
  for (const instance of candidates) {
    const destination = instance.destinations.get(cluster);
    if (destination) {
      return { instance, destination };
    }
  }
  throw new InputError(
    name === undefined
      ? `Component "${component}": no Argo CD is configured for the cluster "${cluster}" (cairn.argocd.instances)`
      : `components.${component}.with.instance: the Argo CD "${name}" does not deploy to the cluster "${cluster}" (cairn.argocd.instances[].destinations)`,
  );
}

/** Name of the cluster that an application deploys to; undefined where the configuration does not know it. */
export function clusterOfDestination(
  instance: ArgoCdInstance,
  destination: { server?: string; name?: string },
): string | undefined {
  for (const [cluster, known] of instance.destinations) {
    const isIt =
      'server' in known
        ? known.server === destination.server
        : known.name === destination.name;
    if (isIt) {
      return cluster;
    }
  }
  return undefined;
}
