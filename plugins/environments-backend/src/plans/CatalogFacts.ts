import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ENVIRONMENT_ANNOTATION,
  type FieldProblem,
} from '@cairn/plugin-environments-common';
import { InvalidFieldsError } from '../errors';
import { entityParameters, type EntityParameter } from './entityParameters';

/** What a class may know of the entities that its parameters name. */
export interface EntityFacts {
  /** By parameter. */
  entities: Record<string, unknown>;
  /** Refs of the same entities, each once. */
  refs: string[];
}

/** What plans ask of the catalog, with the rights of the person who asks for the plan. */
export class CatalogFacts {
  readonly #catalog: CatalogService;

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /** Whether a ref is that of a Group in the catalog. */
  async isGroup(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const entity = await this.#ask(() =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
    return entity?.kind === 'Group';
  }

  /** The ref of something else in the catalog that an environment of this name would have to share its own with. */
  async namesake(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    const ref = `resource:default/${name}`;
    const entity = await this.#ask(() =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
    const annotations = entity?.metadata.annotations ?? {};
    // What was an environment a moment ago goes by itself.
    return entity && !annotations[ENVIRONMENT_ANNOTATION] ? ref : undefined;
  }

  /** @throws InvalidFieldsError naming each parameter whose entity does not exist or may not be chosen */
  async entitiesOf(
    schema: Record<string, unknown>,
    parameters: Record<string, unknown>,
    credentials: BackstageCredentials,
  ): Promise<EntityFacts> {
    const entities: Record<string, unknown> = {};
    const refs = new Set<string>();
    const problems: FieldProblem[] = [];
    for (const parameter of entityParameters(schema)) {
      const found: NamedEntity[] = [];
      for (const { field, value } of namesIn(parameter, parameters)) {
        const named = parameter.allowPlanned
          ? plannedEntity(parameter, value)
          : await this.#entity(parameter, value, credentials);
        if (typeof named === 'string') {
          problems.push({ field, message: named });
        } else if (found.some(({ ref }) => ref === named.ref)) {
          problems.push({ field, message: `${named.ref} is there already` });
        } else {
          found.push(named);
          refs.add(named.ref);
        }
      }
      const facts = found.map(one => one.facts);
      if (parameter.list) {
        entities[parameter.name] = facts;
      } else if (facts.length > 0) {
        [entities[parameter.name]] = facts;
      }
    }
    if (problems.length > 0) {
      throw new InvalidFieldsError(...problems);
    }
    return { entities, refs: [...refs].sort() };
  }

  /** Answers what is known of the entity, or what is wrong with the value. */
  async #entity(
    parameter: EntityParameter,
    value: string,
    credentials: BackstageCredentials,
  ): Promise<NamedEntity | string> {
    const ref = parseRef(value, parameter.defaultKind);
    if (!ref) {
      return noRef(parameter, value);
    }
    const entity = await this.#ask(() =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
    if (!entity) {
      return `there is no ${ref} in the catalog`;
    }
    if (parameter.filter.length > 0) {
      const { items } = await this.#ask(() =>
        this.#catalog.getEntities(
          { filter: parameter.filter.map(one => narrowed(one, entity)) },
          { credentials },
        ),
      );
      if (!items.some(item => stringifyEntityRef(item) === ref)) {
        return `${ref} is none of the entities that this class can be made for`;
      }
    }
    return { ref, facts: factsOf(entity) };
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog does not answer, so the owner and the entities of the plan cannot be checked; try again in a moment',
        error,
      );
    }
  }
}

/** The refs that a parameter holds, as they were written, each with the field to name where it is wrong. */
function namesIn(
  { name, list }: EntityParameter,
  parameters: Record<string, unknown>,
): Array<{ field: string; value: string }> {
  const given = parameters[name];
  const field = `parameters.${name}`;
  if (!list) {
    return typeof given === 'string' ? [{ field, value: given }] : [];
  }
  return (Array.isArray(given) ? given : []).flatMap((value, index) =>
    typeof value === 'string' ? [{ field: `${field}.${index}`, value }] : [],
  );
}

interface NamedEntity {
  ref: string;
  facts: Record<string, unknown>;
}

/** An entity that need not exist yet: what its ref says, and no more. */
function plannedEntity(
  parameter: EntityParameter,
  value: string,
): NamedEntity | string {
  const ref = parseRef(value, parameter.defaultKind);
  if (!ref) {
    return noRef(parameter, value);
  }
  const { kind, namespace, name } = parseEntityRef(ref);
  const wanted = parameter.defaultKind.toLocaleLowerCase('en-US');
  return kind === wanted
    ? { ref, facts: { kind, metadata: { namespace, name } } }
    : `${ref} is not of the kind ${wanted}`;
}

function noRef({ defaultKind }: EntityParameter, value: string): string {
  return `'${value}' is not an entity ref, for example ${defaultKind.toLowerCase()}:default/name`;
}

function parseRef(value: string, defaultKind: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    return undefined;
  }
}

/** A picker's filter in the words of the catalog, for this one entity. */
function narrowed(
  filter: Record<string, unknown>,
  entity: Entity,
): Exclude<EntityFilterQuery, unknown[]> {
  const query: Exclude<EntityFilterQuery, unknown[]> = { kind: entity.kind };
  for (const [key, value] of Object.entries(filter)) {
    if (typeof value === 'string') {
      query[key] = value;
    } else if (Array.isArray(value)) {
      query[key] = value.map(String);
    } else {
      query[key] = CATALOG_FILTER_EXISTS;
    }
  }
  return {
    ...query,
    'metadata.name': entity.metadata.name,
    'metadata.namespace': entity.metadata.namespace ?? 'default',
  };
}

/** Only what authors write: the rest (uid, etag, relations) changes by itself. */
function factsOf({ kind, metadata, spec }: Entity): Record<string, unknown> {
  return {
    kind,
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace ?? 'default',
      title: metadata.title ?? metadata.name,
      annotations: metadata.annotations ?? {},
      labels: metadata.labels ?? {},
      tags: metadata.tags ?? [],
    },
    spec: spec ?? {},
  };
}
