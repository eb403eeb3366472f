import { kubernetesObjectSchema } from '@cairn/plugin-clusters-node';
import type {
  DesiredResource,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { OWNERSHIP_LABELS } from '@cairn/plugin-environments-node';
import { nameNow } from './names';

/**
 * Applications under the names that an earlier version gave them: one of another name would be made beside it and take over what
 * it deployed, and whether removing the one of before leaves that alone is a question of what Argo CD has noticed by then.
 */
export function withKeptNames(
  desired: DesiredResource[],
  existing: ResourceRef[],
): DesiredResource[] {
  return desired.map(resource => {
    const { ref } = resource;
    if (ref.kind !== 'Application') {
      return resource;
    }
    const object = kubernetesObjectSchema.parse(resource.object);
    const environment =
      object.metadata.labels?.[OWNERSHIP_LABELS.environmentName] ?? '';
    const inPlace = existing.filter(
      one =>
        one.kind === ref.kind &&
        one.cluster === ref.cluster &&
        one.namespace === ref.namespace,
    );
    const before = inPlace.find(
      ({ name }) => nameNow(environment, name) === ref.name,
    );
    return before === undefined || inPlace.some(({ name }) => name === ref.name)
      ? resource
      : {
          ...resource,
          ref: { ...ref, name: before.name },
          object: {
            ...object,
            metadata: { ...object.metadata, name: before.name },
          },
        };
  });
}
