import { InputError } from '@backstage/errors';
import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import {
  isOwnNamespace,
  type RenderContext,
} from '@cairn/plugin-environments-node';

/**
 * An environment touches its own namespaces and what is in them, and nothing else: its first one, and others that are named
 * after it. An object that names none lives in the first.
 *
 * @throws InputError naming `origin`, where an object lives elsewhere
 */
export function inOwnNamespace(
  object: KubernetesObject,
  origin: string,
  context: RenderContext,
): KubernetesObject {
  const own = context.environment.namespace;
  const { name, namespace } = object.metadata;
  if (object.kind === 'Namespace' && object.apiVersion === 'v1') {
    if (!isOwnNamespace(name, own) || namespace !== undefined) {
      throw new InputError(
        `${origin} at /metadata/name: a namespace of this environment is "${own}" (\${{ environment.namespace }}) or begins with "${own}--", unlike "${name}"`,
      );
    }
    return object;
  }
  if (namespace !== undefined && !isOwnNamespace(namespace, own)) {
    throw new InputError(
      `${origin} at /metadata/namespace: objects of this environment live in "${own}" (\${{ environment.namespace }}) or in namespaces that begin with "${own}--", not in "${namespace}"`,
    );
  }
  return {
    ...object,
    metadata: { ...object.metadata, namespace: namespace ?? own },
  };
}
