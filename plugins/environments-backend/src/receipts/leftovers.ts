import type {
  Environment,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import { isInPlace } from '../orphans/isInPlace';
import { refKey } from '../refKey';
import type { ClusterSearch, FoundByEngine } from './Search';

/** What is left of an environment in all clusters, and what is not known of it. */
export interface Leftovers {
  objects: FoundByEngine[];
  kinds: number;
  failed: ClusterSearch['failed'];
}

/**
 * What was found that is of the environment and not known.
 *
 * @param known - keys of what is known, see {@link keyOf}
 */
export function leftoversOf(
  environment: Environment,
  searches: ClusterSearch[],
  known: Set<string>,
): Leftovers {
  return {
    objects: searches.flatMap(({ objects }) =>
      objects.filter(
        object =>
          object.environmentId === environment.id &&
          !known.has(keyOf(object.ref, object.uid)) &&
          isInPlace(object, environment, objects),
      ),
    ),
    kinds: searches.reduce((sum, { kinds }) => sum + kinds, 0),
    failed: searches.flatMap(({ failed }) => failed),
  };
}

/** One key for one object, which is another one once it was made anew. */
export function keyOf(ref: InventoryItem['ref'], uid: string): string {
  return `${uid} ${refKey(ref)}`;
}
