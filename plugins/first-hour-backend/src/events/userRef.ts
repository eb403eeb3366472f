import { parseEntityRef } from '@backstage/catalog-model';

/** Whether a string is the entity ref of a user. */
export function isUserEntityRef(ref: string): boolean {
  try {
    return parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'user';
  } catch {
    return false;
  }
}
