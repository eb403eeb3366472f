import {
  RELATION_DEPENDENCY_OF,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import { placeId, type PlaceReader } from '../places/PlaceReader';
import { targetsOf, type Target } from '../targets/targetsOf';

interface Indexed {
  entityRef: string;
  targets: Target[];
  /** Entities on whose page it is told too: what it is a part of, and what depends on it. */
  relatedRefs: string[];
}

/** Which entities a change of a place concerns. */
export class AffectedEntities {
  readonly #places: PlaceReader;
  #entities: Indexed[] = [];
  /** Places that an entity had when it was last looked at, so that it is told when it leaves one. */
  readonly #lastPlaces = new Map<string, Set<string>>();

  constructor(places: PlaceReader) {
    this.#places = places;
  }

  replace(
    entities: readonly Entity[],
    inventory: readonly EnvironmentInventory[],
  ): void {
    this.#entities = entities.flatMap(entity => {
      const targets = targetsOf(entity, inventory);
      return targets.length === 0
        ? []
        : [
            {
              entityRef: stringifyEntityRef(entity),
              targets,
              relatedRefs: (entity.relations ?? [])
                .filter(
                  ({ type }) =>
                    type === RELATION_PART_OF ||
                    type === RELATION_DEPENDENCY_OF,
                )
                .map(({ targetRef }) => targetRef),
            },
          ];
    });
    const known = new Set(this.#entities.map(({ entityRef }) => entityRef));
    for (const entityRef of this.#lastPlaces.keys()) {
      if (!known.has(entityRef)) {
        this.#lastPlaces.delete(entityRef);
      }
    }
  }

  /** @param changed - Ids of places. */
  of(changed: ReadonlySet<string>, now: number): string[] {
    const affected = new Set<string>();
    for (const { entityRef, targets, relatedRefs } of this.#entities) {
      const places = new Set(
        this.#places.find(targets, now).places.map(placeId),
      );
      const before = this.#lastPlaces.get(entityRef);
      this.#lastPlaces.set(entityRef, places);
      if ([...places, ...(before ?? [])].some(place => changed.has(place))) {
        [entityRef, ...relatedRefs].forEach(ref => affected.add(ref));
      }
    }
    return [...affected];
  }
}
