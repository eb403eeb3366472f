import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'cairn.permission.platformGroup';

/**
 * The entity ref of the group that runs the platform, from `cairn.permission.platformGroup`, in its full form.
 *
 * @throws InputError where it is not an entity ref of a group.
 */
export function readPlatformGroup(config: Config): string {
  const value = config.getOptionalString(KEY) ?? 'group:default/platform-team';
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch (error) {
    throw new InputError(
      `${KEY} is "${value}", which is not an entity ref: name a group of the catalog, for example group:default/platform-team.`,
      error,
    );
  }
  if (ref.kind.toLocaleLowerCase('en-US') !== 'group') {
    throw new InputError(
      `${KEY} is "${value}", which is not a group: name a group of the catalog, for example group:default/platform-team.`,
    );
  }
  return stringifyEntityRef(ref);
}
