import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type { RenderContext } from '../Engine';

/** Labels of every object that Cairn makes. */
export const OWNERSHIP_LABELS = {
  managedBy: 'app.kubernetes.io/managed-by',
  /** UUID of the environment. */
  environment: 'cairn.dev/environment',
  environmentName: 'cairn.dev/environment-name',
  /** Name of the class's component. */
  component: 'cairn.dev/component',
} as const;

/** The object with the labels that say whose it is. A template cannot choose them. */
export function withOwnership(
  object: KubernetesObject,
  owner: { environment: RenderContext['environment']; component: string },
): KubernetesObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        [OWNERSHIP_LABELS.managedBy]: 'cairn',
        [OWNERSHIP_LABELS.environment]: owner.environment.id,
        [OWNERSHIP_LABELS.environmentName]: owner.environment.name,
        [OWNERSHIP_LABELS.component]: owner.component,
      },
    },
  };
}

/** Whether an object says that it belongs to an environment. */
export function isOwnedBy(
  object: KubernetesObject,
  environmentId: string,
): boolean {
  return (
    object.metadata.labels?.[OWNERSHIP_LABELS.environment] === environmentId
  );
}
