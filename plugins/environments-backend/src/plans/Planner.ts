import type {
  DesiredResource,
  Environment,
  EnvironmentMode,
  InventoryItem,
  Plan,
} from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  RenderContext,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { CatalogFacts, EntityFacts } from './CatalogFacts';
import { classFacts, type ClassFacts } from './classFacts';
import { foreignObjects } from './foreignObjects';
import { madeByCairn } from './madeByCairn';
import { planChanges } from './planChanges';
import type { CreationRequest, PlanResult } from './PlanResult';
import type { PlanSealer } from './PlanSealer';
import { catalogOf } from './policyInput';
import { renderClass } from './renderClass';
import type { ResolvedRequest } from './RequestResolver';
import type { PlanActor } from './subject';

/** Planning must end even where a system answers slowly. */
const PLAN_TIMEOUT_MS = 60_000;

/** What an environment that exists is to be, with everything that is known of it. */
export interface ChangeRequest {
  action: Exclude<Plan['action'], 'create' | 'destroy'>;
  environment: Environment;
  /** What it owns, oldest first. */
  owned: InventoryItem[];
  class: EnvironmentClass;
  context: RenderContext;
  facts: EntityFacts;
  mode: EnvironmentMode;
}

/** Makes plans. Reads from catalog, clusters, engines and policy; writes nothing anywhere. */
export class Planner {
  readonly #engines: EngineRegistry;
  readonly #catalog: CatalogFacts;
  readonly #sealer: PlanSealer;

  constructor(options: {
    engines: EngineRegistry;
    catalog: CatalogFacts;
    sealer: PlanSealer;
  }) {
    this.#engines = options.engines;
    this.#catalog = options.catalog;
    this.#sealer = options.sealer;
  }

  /** @throws InvalidFieldsError where the class cannot be rendered */
  async planCreation(
    request: CreationRequest,
    { class: cls, facts, context, expiresAt }: ResolvedRequest,
    actor: PlanActor,
  ): Promise<PlanResult> {
    const desired = await renderClass(cls, context, this.#engines, []);
    const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
    const changes = await planChanges(
      desired,
      [],
      planContext(context.environment, signal),
      this.#engines,
    );
    const policyClass = classFacts(cls.definition, cls.version);
    const { plan, sealed } = await this.#sealer.seal(
      {
        action: 'create',
        environment: placeOf(context.environment),
        environmentId: request.environmentId,
        ...(expiresAt && { expiresAt }),
        class: policyClass,
        parameters: context.parameters,
        mode: 'awake',
        engines: this.#engines.versionsOf(changes),
        desired,
        changes,
        catalog: catalogOf(true, facts),
      },
      actor,
      signal,
    );
    return {
      plan,
      sealed,
      environmentId: request.environmentId,
      subject: actor.subject,
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

  /** @throws InvalidFieldsError where the class cannot be rendered */
  async planChange(
    request: ChangeRequest,
    actor: PlanActor,
  ): Promise<PlanResult> {
    const { action, environment, class: cls, context, facts, mode } = request;
    const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
    const owned = madeByCairn(request.owned);
    const awake = await renderClass(
      cls,
      context,
      this.#engines,
      owned.map(({ ref }) => ref),
    );
    const desired =
      mode === 'hibernated' ? await this.#hibernated(awake, signal) : awake;
    const changes = await planChanges(
      desired,
      owned,
      planContext(context.environment, signal),
      this.#engines,
    );
    const policyClass = classFacts(cls.definition, cls.version);
    const { plan, sealed } = await this.#sealer.seal(
      {
        action,
        ...whatItIs(environment),
        class: policyClass,
        parameters: context.parameters,
        mode,
        engines: this.#engines.versionsOf(changes),
        desired,
        changes,
        catalog: catalogOf(
          await this.#catalog.isGroup(environment.owner, actor.credentials),
          facts,
        ),
      },
      actor,
      signal,
    );
    return {
      plan,
      sealed,
      environmentId: environment.id,
      subject: actor.subject,
      lastRunId: environment.lastRun?.id,
      class: cls,
      target: {
        context,
        class: policyClass,
        entities: facts.refs,
        requestedAt: environment.createdAt,
      },
    };
  }

  /** @param owned - what the environment owns, oldest first */
  async planDestruction(
    environment: Environment,
    owned: InventoryItem[],
    classOf: ClassFacts,
    actor: PlanActor,
  ): Promise<PlanResult> {
    const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
    const { id, owner } = environment;
    const changes = await planChanges(
      [],
      madeByCairn(owned),
      planContext(environment, signal),
      this.#engines,
    );
    const foreign = await foreignObjects(owned, this.#engines, signal);
    const { plan, sealed } = await this.#sealer.seal(
      {
        action: 'destroy',
        ...whatItIs(environment),
        class: classOf,
        parameters: environment.parameters,
        mode: environment.mode,
        foreign,
        engines: this.#engines.versionsOf(changes),
        desired: [],
        changes,
        catalog: {
          ownerExists: await this.#catalog.isGroup(owner, actor.credentials),
        },
      },
      actor,
      signal,
    );
    return {
      plan,
      sealed,
      environmentId: id,
      subject: actor.subject,
      lastRunId: environment.lastRun?.id,
    };
  }

  async #hibernated(
    desired: DesiredResource[],
    signal: AbortSignal,
  ): Promise<DesiredResource[]> {
    const asleep = new Map<DesiredResource, DesiredResource>();
    for (const id of new Set(desired.map(({ engine }) => engine))) {
      const own = desired.filter(({ engine }) => engine === id);
      const changed = await this.#engines.get(id).hibernated(own, { signal });
      own.forEach((one, index) => asleep.set(one, changed[index]));
    }
    return desired.map(one => asleep.get(one) ?? one);
  }
}

function planContext(
  environment: { id: string; namespace: string },
  signal: AbortSignal,
) {
  return {
    environmentId: environment.id,
    namespace: environment.namespace,
    signal,
  };
}

function placeOf({
  name,
  namespace,
  owner,
  cluster,
}: Plan['environment']): Plan['environment'] {
  return { name, namespace, owner, cluster };
}

/** What a plan says of the environment before. */
function whatItIs(environment: Environment) {
  const { id, expiresAt, lastRun, class: cls, parameters, mode } = environment;
  return {
    environment: placeOf(environment),
    environmentId: id,
    ...(expiresAt && { expiresAt }),
    ...(lastRun && { lastRun: lastRun.id }),
    previous: { classVersion: cls.version, parameters, mode },
  };
}
