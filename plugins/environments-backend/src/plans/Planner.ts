import type {
  Environment,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { CatalogFacts } from './CatalogFacts';
import { classFacts, type ClassFacts } from './classFacts';
import { planCreation, planDestruction } from './planChanges';
import type { CreationRequest, PlanResult } from './PlanResult';
import type { PlanSealer } from './PlanSealer';
import { catalogOf } from './policyInput';
import { renderClass } from './renderClass';
import type { RequestResolver } from './RequestResolver';
import type { UserCredentials } from './subject';

/** Planning must end even where a system answers slowly. */
const PLAN_TIMEOUT_MS = 60_000;

/** Makes plans. Reads from catalog, clusters, engines and policy; writes nothing anywhere. */
export class Planner {
  readonly #resolver: RequestResolver;
  readonly #engines: EngineRegistry;
  readonly #catalog: CatalogFacts;
  readonly #sealer: PlanSealer;

  constructor(options: {
    resolver: RequestResolver;
    engines: EngineRegistry;
    catalog: CatalogFacts;
    sealer: PlanSealer;
  }) {
    this.#resolver = options.resolver;
    this.#engines = options.engines;
    this.#catalog = options.catalog;
    this.#sealer = options.sealer;
  }

  /** @throws InvalidFieldsError naming what is wrong with the request */
  async planCreation(
    request: CreationRequest,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    const {
      class: cls,
      facts,
      context,
      expiresAt,
    } = await this.#resolver.resolve(request, credentials);
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
    const plan = await this.#sealer.seal(
      {
        action: 'create',
        environment: {
          name: request.name,
          namespace: context.environment.namespace,
          owner: request.owner,
          cluster: context.environment.cluster,
        },
        environmentId: request.environmentId,
        ...(expiresAt && { expiresAt }),
        class: policyClass,
        parameters: context.parameters,
        mode: 'awake',
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
      class: cls,
      target: {
        context,
        class: policyClass,
        entities: facts.refs,
        requestedAt: request.requestedAt,
        ...(expiresAt && { expiresAt }),
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
    const plan = await this.#sealer.seal(
      {
        action: 'destroy',
        environment: { name, namespace, owner, cluster },
        environmentId: id,
        expiresAt,
        lastRun: environment.lastRun?.id,
        class: classOf,
        parameters: environment.parameters,
        mode: environment.mode,
        previous: {
          classVersion: environment.class.version,
          parameters: environment.parameters,
          mode: environment.mode,
        },
        desired: [],
        changes,
        catalog: {
          ownerExists: await this.#catalog.isGroup(owner, credentials),
        },
      },
      credentials,
      signal,
    );
    return { plan, environmentId: id, lastRunId: environment.lastRun?.id };
  }
}
