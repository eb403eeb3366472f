import type { FoundObject } from '@cairn/plugin-environments-node';

/**
 * Whether an object lies where Cairn makes objects of the environment that its label names. Anybody who may write an object
 * can give it that label; elsewhere it proves nothing, and Cairn may neither make nor delete it there.
 *
 * @param environment - the environment with the id that the label says
 * @param found - everything that was found in the same cluster, namespaces above all
 */
export function isInPlace(
  object: FoundObject,
  environment: { name: string },
  found: FoundObject[],
): boolean {
  const { name, namespace } = object.ref;
  if (object.apart) {
    return isNamed(name, `cairn-${environment.name}`, '-');
  }
  if (isNamespace(object)) {
    return isNamed(name, `env-${environment.name}`, '--');
  }
  if (namespace === undefined) {
    // No other kind without a namespace is made for an environment.
    return false;
  }
  return found.some(
    other =>
      isNamespace(other) &&
      other.ref.name === namespace &&
      other.environmentId === object.environmentId &&
      isInPlace(other, environment, found),
  );
}

function isNamespace({ ref }: FoundObject): boolean {
  return ref.kind === 'Namespace' && ref.apiVersion === 'v1';
}

function isNamed(name: string, prefix: string, separator: string): boolean {
  return name === prefix || name.startsWith(`${prefix}${separator}`);
}
