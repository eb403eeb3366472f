import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  compileParametersSchema,
  type EnvironmentClass,
  type EnvironmentClasses,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import type { Clusters } from '@cairn/plugin-clusters-node';
import {
  environmentNamespace,
  summarizeClass,
  type DesiredResource,
  type Environment,
  type InventoryItem,
  type Plan,
  type PlannedChange,
} from '@cairn/plugin-environments-common';
import {
  POLICY_INPUT_VERSION,
  type EnvironmentPolicyInput,
} from '@cairn/plugin-policy-common';
import type { PolicyService } from '@cairn/plugin-policy-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { InvalidFieldsError } from '../errors';
import { redactSecrets } from '../secrets/redactSecrets';
import { planBlockers } from './blockers';
import type { CatalogFacts, EntityFacts } from './CatalogFacts';
import { classFacts, type ClassFacts } from './classFacts';
import { planCreation, planDestruction } from './planChanges';
import { renderClass } from './renderClass';
import { seal, type SealedFacts } from './seal';
import { subjectOf, type UserCredentials } from './subject';

/** A request for an environment, as it was or will be decided on. */
export interface CreationRequest {
  /** UUID that the environment will have. */
  environmentId: string;
  class: string;
  name: string;
  owner: string;
  cluster?: string;
  parameters: Record<string, unknown>;
  /** RFC 3339, UTC: when its lifetime is counted from. */
  requestedAt: string;
}

/** A plan with what a run of it needs beside it. */
export interface PlanResult {
  plan: Plan;
  environmentId: string;
  /** Only of a creation. */
  creation?: Creation;
}

export interface Creation {
  /** What the class was rendered with. */
  context: RenderContext;
  class: ClassFacts;
  /** Refs of the catalog entities that parameters name. */
  entities: string[];
  /** See {@link CreationRequest}. */
  requestedAt: string;
}

/** Planning must end even where a system answers slowly. */
const PLAN_TIMEOUT_MS = 60_000;

/** Makes plans. Reads from catalog, clusters, engines and policy; writes nothing anywhere. */
export class Planner {
  readonly #classes: EnvironmentClasses;
  readonly #engines: EngineRegistry;
  readonly #clusters: Clusters;
  readonly #catalog: CatalogFacts;
  readonly #policy: PolicyService;
  readonly #userInfo: UserInfoService;
  readonly #planTtlMs: number;
  readonly #gitUrl: string;

  constructor(options: {
    classes: EnvironmentClasses;
    engines: EngineRegistry;
    clusters: Clusters;
    catalog: CatalogFacts;
    policy: PolicyService;
    userInfo: UserInfoService;
    /** How long a plan can be applied, in milliseconds. */
    planTtlMs: number;
    gitUrl: string;
  }) {
    this.#classes = options.classes;
    this.#engines = options.engines;
    this.#clusters = options.clusters;
    this.#catalog = options.catalog;
    this.#policy = options.policy;
    this.#userInfo = options.userInfo;
    this.#planTtlMs = options.planTtlMs;
    this.#gitUrl = options.gitUrl;
  }

  /** @throws InvalidFieldsError naming what is wrong with the request */
  async planCreation(
    request: CreationRequest,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    const cls = await this.#classOf(request.class);
    const parameters = validParameters(cls, request.parameters);
    const cluster = this.#clusterOf(cls, request.cluster);
    await this.#requireOwner(request.owner, credentials);
    const facts = await this.#catalog.entitiesOf(
      cls.definition.spec.parameters,
      parameters,
      credentials,
    );
    const context = this.#renderContext(cls, request, {
      parameters,
      cluster,
      facts,
    });
    const desired = await renderClass(cls, context, this.#engines);
    const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
    const changes = await planCreation(
      desired,
      {
        environmentId: request.environmentId,
        namespace: context.environment.namespace,
        signal,
      },
      this.#engines,
    );
    const policyClass = classFacts(cls.definition, cls.version);
    const plan = await this.#decideAndSeal(
      {
        action: 'create',
        environment: {
          name: request.name,
          namespace: context.environment.namespace,
          owner: request.owner,
          cluster,
        },
        environmentId: request.environmentId,
        expiresAt: context.environment.expiresAt || undefined,
        class: policyClass,
        parameters,
        desired,
        changes,
        catalog: catalogOf(true, facts),
      },
      credentials,
      signal,
    );
    return {
      plan,
      environmentId: request.environmentId,
      creation: {
        context,
        class: policyClass,
        entities: facts.refs,
        requestedAt: request.requestedAt,
      },
    };
  }

  /** @param owned - what the environment owns, oldest first */
  async planDestruction(
    environment: Environment,
    owned: InventoryItem[],
    classOf: ClassFacts,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
    const { id, name, namespace, owner, cluster, expiresAt } = environment;
    const changes = await planDestruction(
      owned,
      { environmentId: id, namespace, signal },
      this.#engines,
    );
    const plan = await this.#decideAndSeal(
      {
        action: 'destroy',
        environment: { name, namespace, owner, cluster },
        environmentId: id,
        expiresAt,
        lastRun: environment.lastRun?.id,
        class: classOf,
        parameters: environment.parameters,
        desired: [],
        changes,
        catalog: {
          ownerExists: await this.#catalog.isGroup(owner, credentials),
        },
      },
      credentials,
      signal,
    );
    return { plan, environmentId: id };
  }

  async #decideAndSeal(
    facts: {
      action: Plan['action'];
      environment: Plan['environment'];
      environmentId: string;
      expiresAt?: string;
      lastRun?: string;
      class: ClassFacts;
      parameters: Record<string, unknown>;
      /** Unredacted. */
      desired: DesiredResource[];
      /** Redacted. */
      changes: PlannedChange[];
      catalog: EnvironmentPolicyInput['catalog'];
    },
    credentials: UserCredentials,
    signal: AbortSignal,
  ): Promise<Plan> {
    const { action, environment, parameters, changes } = facts;
    const expiry = facts.expiresAt ? { expiresAt: facts.expiresAt } : {};
    const verdict = await this.#policy.decide(
      {
        version: POLICY_INPUT_VERSION,
        action,
        subject: await subjectOf(credentials, this.#userInfo),
        class: facts.class,
        environment: {
          name: environment.name,
          namespace: environment.namespace,
          owner: environment.owner,
          ...expiry,
        },
        parameters,
        changes: changes.map(policyChange),
        catalog: facts.catalog,
      },
      { signal },
    );
    const cls = { name: facts.class.name, version: facts.class.version };
    const sealed: SealedFacts = {
      action,
      environment: {
        ...environment,
        id: facts.environmentId,
        ...expiry,
        ...(facts.lastRun && { lastRun: facts.lastRun }),
      },
      clusterIdentity: await this.#clusters
        .get(environment.cluster)
        .reader.identity({ signal }),
      class: cls,
      parameters,
      desired: facts.desired.map(one => ({
        ...one,
        object: redactSecrets(one.object),
      })),
      changes,
      verdict,
    };
    const now = new Date();
    const expiresAt = new Date(now.getTime() + this.#planTtlMs).toISOString();
    return {
      digest: seal(sealed),
      action,
      environment,
      class: cls,
      parameters,
      changes,
      coverage: {
        computed: changes.filter(({ operation }) => operation !== 'unknown')
          .length,
        total: changes.length,
      },
      verdict,
      blockers: planBlockers({ changes, verdict, expiresAt }, now),
      createdAt: now.toISOString(),
      expiresAt,
      requestedBy: credentials.principal.userEntityRef,
    };
  }

  async #classOf(name: string): Promise<EnvironmentClass> {
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
    credentials: UserCredentials,
  ): Promise<void> {
    if (!(await this.#catalog.isGroup(owner, credentials))) {
      throw new InvalidFieldsError({
        field: 'owner',
        message: `there is no group ${owner} in the catalog`,
      });
    }
  }

  #renderContext(
    { definition, version }: EnvironmentClass,
    request: CreationRequest,
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
    const { ttlHours } = summarizeClass(definition, version).lifecycle;
    return {
      environment: {
        id: request.environmentId,
        name: request.name,
        namespace: environmentNamespace(request.name),
        owner: request.owner,
        ownerName: parseEntityRef(request.owner).name,
        cluster,
        expiresAt: ttlHours
          ? new Date(
              Date.parse(request.requestedAt) + ttlHours * 3_600_000,
            ).toISOString()
          : '',
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

function policyChange(
  change: PlannedChange,
): EnvironmentPolicyInput['changes'][number] {
  const { component, engine, operation, ref, object, before } = change;
  return {
    component,
    engine,
    operation,
    resource: {
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      ...(ref.namespace && { namespace: ref.namespace }),
      name: ref.name,
    },
    ...(object && { object }),
    ...(before && { before }),
  };
}

/** System and lifecycle of the one component that an environment runs; of several it would be a guess. */
function catalogOf(
  ownerExists: boolean,
  { entities }: EntityFacts,
): EnvironmentPolicyInput['catalog'] {
  const specs = Object.values(entities).flatMap(entity =>
    typeof entity === 'object' &&
    entity !== null &&
    'spec' in entity &&
    typeof entity.spec === 'object' &&
    entity.spec !== null
      ? [new Map<string, unknown>(Object.entries(entity.spec))]
      : [],
  );
  if (specs.length !== 1) {
    return { ownerExists };
  }
  const system = specs[0].get('system');
  const lifecycle = specs[0].get('lifecycle');
  return {
    ownerExists,
    ...(typeof system === 'string' && { system }),
    ...(typeof lifecycle === 'string' && { lifecycle }),
  };
}
