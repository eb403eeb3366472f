import {
  parseEntityRef,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  combineVerdicts,
  type EntityHealth,
  type HealthSummary,
  type HealthVerdict,
  type JudgedPart,
} from '@cairn/plugin-health-common';
import type { JudgedPlace, PlaceReader } from '../places/PlaceReader';
import type { FoundPlace } from '../places/placeVerdict';
import type { InventoryCache } from '../targets/InventoryCache';
import { targetsOf } from '../targets/targetsOf';
import type { ReadOptions, UnguardedHealth } from './Health';
import { signalsOf } from './signalsOf';

/** What is needed of an entity to find its objects. */
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];
/** A page shows no more. */
const MAX_RELATED = 100;

/** The health of entities, from what is in memory; only the catalog is asked. */
export class DefaultHealth implements UnguardedHealth {
  readonly #catalog: CatalogService;
  readonly #inventory: Pick<InventoryCache, 'get'>;
  readonly #places: PlaceReader;

  constructor(options: {
    catalog: CatalogService;
    inventory: Pick<InventoryCache, 'get'>;
    places: PlaceReader;
  }) {
    this.#catalog = options.catalog;
    this.#inventory = options.inventory;
    this.#places = options.places;
  }

  async get(
    entityRef: string,
    options: ReadOptions & {
      visible(entityRefs: string[]): Promise<string[]>;
    },
  ): Promise<EntityHealth> {
    const [entity] = await this.#entities([entityRef], options);
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const related = async (refs: string[]) => {
      const [summaries, visible] = await Promise.all([
        this.summaries(refs, options),
        options.visible(refs),
      ]);
      return summaries.filter(one => visible.includes(one.entityRef));
    };
    const isSystem = entity.kind.toLocaleLowerCase('en-US') === 'system';
    const [dependencies, parts] = await Promise.all([
      this.#dependencyRefs(entity, options).then(related),
      isSystem ? related(relatedRefs(entity, RELATION_HAS_PART)) : undefined,
    ]);
    const own = this.#ownHealth(entity, (place, now) =>
      this.#places.read(place, now),
    );
    return {
      entityRef,
      configured: own !== undefined || (parts?.length ?? 0) > 0,
      ...summaryOf(own, parts ?? []),
      places: own?.places ?? [],
      signals: signalsOf(own?.places ?? []),
      dependencies,
      ...(parts && { parts }),
    };
  }

  async summaries(
    entityRefs: string[],
    options: ReadOptions,
  ): Promise<HealthSummary[]> {
    const entities = await this.#entities(entityRefs, options);
    return entities.flatMap((entity, index) => {
      const own =
        entity &&
        this.#ownHealth(entity, (place, now) => this.#places.judge(place, now));
      return own
        ? [{ entityRef: entityRefs[index] ?? '', ...summaryOf(own, []) }]
        : [];
    });
  }

  /** What it depends on, and what provides the APIs that it consumes. */
  async #dependencyRefs(
    entity: Entity,
    options: ReadOptions,
  ): Promise<string[]> {
    const apis = await this.#entities(
      relatedRefs(entity, RELATION_CONSUMES_API),
      options,
    );
    const self = stringifyEntityRef(entity);
    return [
      ...new Set([
        ...relatedRefs(entity, RELATION_DEPENDS_ON),
        ...apis.flatMap(api =>
          api ? relatedRefs(api, RELATION_API_PROVIDED_BY) : [],
        ),
      ]),
    ]
      .filter(ref => ref !== self)
      .slice(0, MAX_RELATED);
  }

  async #entities(
    entityRefs: string[],
    { credentials }: ReadOptions,
  ): Promise<Array<Entity | undefined>> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: FIELDS },
      { credentials },
    );
    return items;
  }

  /** Undefined where there is nothing to find objects by. */
  #ownHealth<P extends JudgedPlace>(
    entity: Entity,
    look: (place: FoundPlace, now: number) => P,
  ): OwnHealth<P> | undefined {
    const { items, trouble } = this.#inventory.get();
    const targets = targetsOf(entity, items);
    if (targets.length === 0) {
      return undefined;
    }
    const now = Date.now();
    const { places, unknown } = this.#places.find(targets, now);
    return {
      now,
      places: places.map(place => look(place, now)),
      unknown: [
        ...unknown,
        ...(trouble === undefined
          ? []
          : [{ name: 'Environments', verdict: unknownVerdict(trouble, now) }]),
      ],
    };
  }
}

interface OwnHealth<P extends JudgedPlace> {
  now: number;
  places: P[];
  /** What belongs to it and cannot be looked at. */
  unknown: JudgedPart[];
}

function summaryOf(
  own: OwnHealth<JudgedPlace> | undefined,
  parts: readonly HealthSummary[],
): { verdict: HealthVerdict; observedAt?: string } {
  const now = own?.now ?? Date.now();
  const observed = [...(own?.places ?? []), ...parts].map(
    ({ observedAt }) => observedAt,
  );
  const oldest = observed.includes(undefined) ? undefined : observed.sort()[0];
  return {
    verdict: combineVerdicts([
      ...(own?.places ?? []).map(({ title, verdict }) => ({
        name: title,
        verdict,
      })),
      ...(own?.unknown ?? []),
      ...parts.map(({ entityRef, verdict }) => ({
        name: parseEntityRef(entityRef).name,
        verdict,
      })),
    ]) ?? {
      status: 'Unknown',
      reason: own ? 'NoWorkloads' : 'NotConfigured',
      message: own
        ? 'No workload in any cluster carries its label'
        : 'It has neither annotations nor environments to find its workloads by',
      since: new Date(now).toISOString(),
      evidence: [],
    },
    ...(oldest !== undefined && { observedAt: oldest }),
  };
}

function unknownVerdict(message: string, now: number): HealthVerdict {
  return {
    status: 'Unknown',
    reason: 'EnvironmentsUnknown',
    message,
    since: new Date(now).toISOString(),
    evidence: [],
  };
}

function relatedRefs(entity: Entity, type: string): string[] {
  const self = stringifyEntityRef(entity);
  return [
    ...new Set(
      (entity.relations ?? [])
        .filter(relation => relation.type === type)
        .map(({ targetRef }) => targetRef),
    ),
  ]
    .filter(ref => ref !== self)
    .slice(0, MAX_RELATED);
}
