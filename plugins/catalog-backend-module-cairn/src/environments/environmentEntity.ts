import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  ENVIRONMENT_ANNOTATION,
  ENVIRONMENT_CLASS_KIND,
  type Environment,
} from '@cairn/plugin-environments-common';

/** An environment as the catalog has it. */
export function environmentEntity(environment: Environment): Entity {
  const { id, name, cluster, namespace, owner, entities } = environment;
  const location = `cairn-environment:${name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title: environment.title,
      description: `Environment of class ${environment.class.name} in cluster ${cluster}`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ENVIRONMENT_ANNOTATION]: id,
        'backstage.io/kubernetes-namespace': namespace,
        'backstage.io/kubernetes-label-selector': `cairn.dev/environment=${id}`,
      },
    },
    spec: {
      type: 'environment',
      owner,
      dependsOn: [
        `${ENVIRONMENT_CLASS_KIND.toLowerCase()}:default/${
          environment.class.name
        }`,
        ...entities,
      ],
    },
  };
}
