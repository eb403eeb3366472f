import type { ObjectRef } from '@cairn/plugin-clusters-node';
import type { DeployedResource } from './applicationStatus';

/** Where an object that an application deploys is. */
export function refOfDeployed(resource: DeployedResource): ObjectRef {
  return {
    apiVersion: resource.group
      ? `${resource.group}/${resource.version}`
      : resource.version,
    kind: resource.kind,
    ...(resource.namespace && { namespace: resource.namespace }),
    name: resource.name,
  };
}
