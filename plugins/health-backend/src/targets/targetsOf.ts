import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ENVIRONMENT_ANNOTATION,
  type EnvironmentInventory,
} from '@cairn/plugin-environments-common';

/** The annotations by which Backstage's Kubernetes plugin finds the objects of an entity. */
const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

/** Where to look for objects of an entity. */
export interface Target {
  /** Absent: every cluster. */
  cluster?: string;
  /** Absent: every namespace in which the selector finds something. */
  namespace?: string;
  /** Absent: everything in the namespace. */
  selector?: string;
  environment?: Pick<EnvironmentInventory, 'name' | 'title' | 'state'>;
}

/**
 * Where the objects of an entity are: its environments, and what its annotations name, read as Backstage's Kubernetes plugin
 * reads them. Empty where it has neither. Pure.
 */
export function targetsOf(
  entity: Entity,
  inventory: readonly EnvironmentInventory[],
): Target[] {
  const annotations = entity.metadata.annotations ?? {};
  const environmentId = annotations[ENVIRONMENT_ANNOTATION];
  const entityRef = stringifyEntityRef(entity);
  const environments = inventory.filter(
    ({ id, entities, state }) =>
      state !== 'Destroyed' &&
      (environmentId === undefined
        ? entities.some(ref => ref.toLocaleLowerCase('en-US') === entityRef)
        : id === environmentId),
  );
  const targets = environments.map(
    ({ name, title, state, cluster, namespace }): Target => ({
      cluster,
      namespace,
      environment: { name, title, state },
    }),
  );
  if (environmentId !== undefined) {
    // Known to the catalog only: its namespace is all its own.
    return targets.length > 0 || !annotations[NAMESPACE]
      ? targets
      : [{ cluster: annotations[CLUSTER], namespace: annotations[NAMESPACE] }];
  }
  const id = annotations[ID];
  const selector = annotations[SELECTOR] ?? (id && `${ID}=${id}`);
  if (selector) {
    targets.push({
      cluster: annotations[CLUSTER],
      namespace: annotations[NAMESPACE],
      selector,
    });
  }
  return targets;
}
