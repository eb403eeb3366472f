import type { KubernetesObject } from '@cairn/plugin-clusters-node';

/** Where it is `allowed`, an object that holds data may be replaced by an empty one. */
export const REPLACE_ANNOTATION = 'cairn.dev/replace';

/** Replacing these loses data. */
const HOLDS_DATA = ['PersistentVolumeClaim', 'StatefulSet'];

/** Whether an object may be deleted and made anew where a field of it cannot be changed. */
export function isReplaceable(object: KubernetesObject): boolean {
  return (
    !HOLDS_DATA.includes(object.kind) ||
    object.metadata.annotations?.[REPLACE_ANNOTATION] === 'allowed'
  );
}
