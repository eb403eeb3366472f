import type { KubernetesObject } from '../Clusters';

const labelsOfCairn = {
  manager: 'app.kubernetes.io/managed-by',
  environment: 'cairn.dev/environment-name',
};

/** Whose an object is, as far as it says, as a clause: `it belongs to the environment "a"`. */
export function describeOrigin(object: KubernetesObject): string {
  const labels = object.metadata.labels ?? {};
  const environment = labels[labelsOfCairn.environment];
  if (environment) {
    return `it belongs to the environment "${environment}"`;
  }
  const manager = labels[labelsOfCairn.manager];
  if (manager) {
    return `it is managed by ${manager}`;
  }
  const created = object.metadata.creationTimestamp;
  return `it was not made by Cairn${
    typeof created === 'string' ? ` (created ${created})` : ''
  }`;
}
