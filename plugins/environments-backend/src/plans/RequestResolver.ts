import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { Clusters } from '@cairn/plugin-clusters-node';
import {
  environmentNamespace,
  summarizeClass,
  type Environment,
} from '@cairn/plugin-environments-common';
import {
  compileParametersSchema,
  type EnvironmentClass,
  type EnvironmentClasses,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import { FieldConflictError, InvalidFieldsError } from '../errors';
import type { CatalogFacts, EntityFacts } from './CatalogFacts';
import type { CreationRequest } from './PlanResult';

/** A request with everything that it names. */
export interface ResolvedRequest {
  class: EnvironmentClass;
  facts: EntityFacts;
  context: RenderContext;
  /** RFC 3339, UTC: the end of its lifetime; absent: it has none. */
  expiresAt?: string;
}

/** What is asked of an environment that exists. */
export interface UpdateWish {
  /** The version that it is to have. */
  class: EnvironmentClass;
  /** As they were asked for. */
  parameters: Record<string, unknown>;
}

/** Finds what a request names, and says by field what cannot be had. */
export class RequestResolver {
  readonly #classes: EnvironmentClasses;
  readonly #clusters: Clusters;
  readonly #catalog: CatalogFacts;
  readonly #gitUrl: string;

  constructor(options: {
    classes: EnvironmentClasses;
    clusters: Clusters;
    catalog: CatalogFacts;
    gitUrl: string;
  }) {
    this.#classes = options.classes;
    this.#clusters = options.clusters;
    this.#catalog = options.catalog;
    this.#gitUrl = options.gitUrl;
  }

  /**
   * @throws InvalidFieldsError naming what is wrong with the request
   * @throws FieldConflictError where the catalog has something else of its name
   */
  async resolve(
    request: CreationRequest,
    credentials: BackstageCredentials,
  ): Promise<ResolvedRequest> {
    const cls = await this.newest(request.class);
    const parameters = validParameters(cls, request.parameters);
    const cluster = this.#clusterOf(cls, request.cluster);
    const [facts] = await Promise.all([
      this.#catalog.entitiesOf(
        cls.definition.spec.parameters,
        parameters,
        credentials,
      ),
      this.#requireOwner(request.owner, credentials),
      this.#requireFreeRef(request.name, credentials),
    ]);
    const context = this.#renderContext(cls, request, {
      parameters,
      cluster,
      facts,
    });
    const { ttlHours } = summarizeClass(cls.definition, cls.version).lifecycle;
    return {
      class: cls,
      facts,
      context,
      ...(ttlHours && {
        expiresAt: new Date(
          Date.parse(request.requestedAt) + ttlHours * 3_600_000,
        ).toISOString(),
      }),
    };
  }

  /**
   * What an environment that exists is to be with other parameters, or another version of its class.
   *
   * @throws InvalidFieldsError naming what that version does not allow
   */
  async resolveUpdate(
    environment: Environment,
    { class: cls, parameters: input }: UpdateWish,
    credentials: BackstageCredentials,
  ): Promise<Pick<ResolvedRequest, 'facts' | 'context'>> {
    const parameters = validParameters(cls, input);
    const cluster = this.#clusterOf(cls, environment.cluster);
    const facts = await this.#catalog.entitiesOf(
      cls.definition.spec.parameters,
      parameters,
      credentials,
    );
    const context = this.#renderContext(
      cls,
      { ...environment, environmentId: environment.id },
      { parameters, cluster, facts },
    );
    return { facts, context };
  }

  /** The newest version of a class. @throws InvalidFieldsError where there is none */
  async newest(name: string): Promise<EnvironmentClass> {
    try {
      return await this.#classes.get(name);
    } catch (error) {
      if (error instanceof NotFoundError) {
        throw new InvalidFieldsError({
          field: 'class',
          message: error.message,
        });
      }
      throw error;
    }
  }

  #clusterOf({ definition }: EnvironmentClass, wanted?: string): string {
    const { clusters } = definition.spec.placement;
    const cluster = wanted ?? clusters[0];
    const configured = this.#clusters.list().map(({ name }) => name);
    if (!clusters.includes(cluster) || !configured.includes(cluster)) {
      const choice = clusters.filter(name => configured.includes(name));
      throw new InvalidFieldsError({
        field: 'cluster',
        message: `'${cluster}' is no cluster that class '${
          definition.metadata.name
        }' can be made in; there are: ${choice.join(', ') || 'none'}`,
      });
    }
    return cluster;
  }

  async #requireOwner(
    owner: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#catalog.isGroup(owner, credentials))) {
      throw new InvalidFieldsError({
        field: 'owner',
        message: `there is no group ${owner} in the catalog`,
      });
    }
  }

  /** An environment is an entity of the catalog too, where it could not stand beside another of the same ref. */
  async #requireFreeRef(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const namesake = await this.#catalog.namesake(name, credentials);
    if (namesake) {
      throw new FieldConflictError({
        field: 'name',
        message: `'${name}' is taken by ${namesake} in the catalog; choose another`,
      });
    }
  }

  #renderContext(
    { definition, version }: EnvironmentClass,
    request: Pick<CreationRequest, 'environmentId' | 'name' | 'owner'>,
    {
      parameters,
      cluster,
      facts,
    }: {
      parameters: Record<string, unknown>;
      cluster: string;
      facts: EntityFacts;
    },
  ): RenderContext {
    return {
      environment: {
        id: request.environmentId,
        name: request.name,
        namespace: environmentNamespace(request.name),
        owner: request.owner,
        ownerName: parseEntityRef(request.owner).name,
        cluster,
      },
      class: { name: definition.metadata.name, version },
      parameters,
      entities: facts.entities,
      git: { url: this.#gitUrl },
    };
  }
}

function validParameters(
  { definition }: EnvironmentClass,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const { parameters, problems } = compileParametersSchema(
    definition.spec.parameters,
  )(input);
  if (problems.length > 0) {
    throw new InvalidFieldsError(...problems);
  }
  return parameters;
}
