import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type {
  Environment,
  EnvironmentMode,
  PlanRequest,
} from '@cairn/plugin-environments-common';
import type { EnvironmentClass } from '@cairn/plugin-environments-node';
import { FieldConflictError } from '../errors';
import type { UnrecordedObjects } from '../runs/UnrecordedObjects';
import type { Stores } from '../store/Stores';
import type { EnvironmentTargets } from './EnvironmentTargets';
import type { ChangeRequest, Planner } from './Planner';
import type { CreationRequest, PlanResult } from './PlanResult';
import type { PlanTurns } from './PlanTurns';
import type { RequestResolver } from './RequestResolver';
import type { PlanActor } from './subject';

type UpdateRequest = Extract<PlanRequest, { action: 'update' }>;

/** Makes of each request the plan that it asks for, from what is known of its environment. */
export class PlanRequests {
  readonly #planner: Planner;
  readonly #resolver: RequestResolver;
  readonly #targets: EnvironmentTargets;
  readonly #unrecorded: UnrecordedObjects;
  readonly #stores: Stores;
  readonly #turns: PlanTurns;

  constructor(options: {
    planner: Planner;
    resolver: RequestResolver;
    targets: EnvironmentTargets;
    unrecorded: UnrecordedObjects;
    stores: Stores;
    turns: PlanTurns;
  }) {
    this.#turns = options.turns;
    this.#planner = options.planner;
    this.#resolver = options.resolver;
    this.#targets = options.targets;
    this.#unrecorded = options.unrecorded;
    this.#stores = options.stores;
  }

  /**
   * @throws InvalidFieldsError, FieldConflictError naming what is wrong with the request
   * @throws NotFoundError where there is no such environment
   */
  async plan(request: PlanRequest, actor: PlanActor): Promise<PlanResult> {
    if (request.action === 'create') {
      return this.#planCreation(
        {
          ...request,
          environmentId: randomUUID(),
          requestedAt: new Date().toISOString(),
        },
        actor,
      );
    }
    const environment = await this.environmentOf(request);
    switch (request.action) {
      case 'update':
        return this.#planUpdate(environment, request, actor);
      case 'destroy':
        if (request.id === undefined) {
          assertNotDestroyed(environment);
        }
        return this.#planDestruction(environment, actor);
      default:
        return this.#planMeant(environment, request.action, actor);
    }
  }

  /** The same request again, as its plan has kept it. */
  async again(
    { plan, environmentId, target }: PlanResult,
    actor: PlanActor,
  ): Promise<PlanResult> {
    if (plan.action === 'create') {
      return this.#planCreation(
        {
          environmentId,
          class: plan.class.name,
          name: plan.environment.name,
          owner: plan.environment.owner,
          cluster: plan.environment.cluster,
          parameters: plan.parameters,
          requestedAt: target?.requestedAt ?? plan.createdAt,
        },
        actor,
      );
    }
    const environment = await this.#stores.environments.byId(environmentId);
    if (!environment) {
      throw new NotFoundError(
        `Environment '${plan.environment.name}' does not exist any more`,
      );
    }
    switch (plan.action) {
      case 'update':
        return this.#planUpdate(
          environment,
          {
            parameters: plan.parameters,
            upgrade: plan.class.version !== plan.previous?.classVersion,
          },
          actor,
        );
      case 'destroy':
        return this.#planDestruction(environment, actor);
      default:
        return this.#planMeant(environment, plan.action, actor);
    }
  }

  /** The environment that a request is about. @throws NotFoundError */
  async environmentOf(
    request: Exclude<PlanRequest, { action: 'create' }>,
  ): Promise<Environment> {
    const { environments } = this.#stores;
    const found =
      request.action === 'destroy' && request.id !== undefined
        ? await environments.byId(request.id)
        : await environments.byName(request.environment);
    if (!found || found.name !== request.environment) {
      throw new NotFoundError(
        `There is no environment '${request.environment}'${
          request.action === 'destroy' && request.id
            ? ` with the id '${request.id}'`
            : ''
        }`,
      );
    }
    return found;
  }

  async #planCreation(
    request: CreationRequest,
    actor: PlanActor,
  ): Promise<PlanResult> {
    if (await this.#stores.environments.isTaken(request.name)) {
      throw nameTaken(request.name);
    }
    const resolved = await this.#resolver.resolve(request, actor.credentials);
    return this.#inTurn(resolved.context.environment, actor, () =>
      this.#planner.planCreation(request, resolved, actor),
    );
  }

  async #planUpdate(
    environment: Environment,
    wish: Pick<UpdateRequest, 'parameters' | 'upgrade'>,
    actor: PlanActor,
  ): Promise<PlanResult> {
    assertChangeable(environment, 'update');
    const cls = wish.upgrade
      ? await this.#resolver.newest(environment.class.name)
      : await this.#targets.classOf(environment);
    const resolved = await this.#resolver.resolveUpdate(
      environment,
      { class: cls, parameters: wish.parameters ?? environment.parameters },
      actor.credentials,
    );
    return this.#planChange(
      {
        action: 'update',
        environment,
        class: cls,
        mode: environment.mode,
        ...resolved,
      },
      actor,
    );
  }

  /** What it is meant to be, awake or asleep. */
  async #planMeant(
    environment: Environment,
    action: 'hibernate' | 'wake' | 'repair',
    actor: PlanActor,
  ): Promise<PlanResult> {
    assertChangeable(environment, action);
    const mode: Record<typeof action, EnvironmentMode> = {
      hibernate: 'hibernated',
      wake: 'awake',
      repair: environment.mode,
    };
    const meant = await this.#targets.of(environment);
    return this.#planChange(
      { action, environment, mode: mode[action], ...meant },
      actor,
    );
  }

  async #planChange(
    request: Omit<ChangeRequest, 'owned'> & { class: EnvironmentClass },
    actor: PlanActor,
  ): Promise<PlanResult> {
    const { environment } = request;
    return this.#inTurn(environment, actor, async () => {
      await this.#unrecorded.record(environment);
      return this.#planner.planChange(
        {
          ...request,
          owned: await this.#stores.inventory.owned(environment.id),
        },
        actor,
      );
    });
  }

  async #planDestruction(
    environment: Environment,
    actor: PlanActor,
  ): Promise<PlanResult> {
    assertNoRun(environment);
    return this.#inTurn(environment, actor, async () => {
      if (environment.state === 'Destroyed') {
        await this.#targets.recordLeftovers(environment);
      } else {
        await this.#unrecorded.record(environment);
      }
      const owned = await this.#stores.inventory.owned(environment.id);
      if (environment.state === 'Destroyed' && owned.length === 0) {
        throw new FieldConflictError({
          field: 'environment',
          message: `'${environment.name}' is destroyed already, and nothing of it was found`,
        });
      }
      return this.#planner.planDestruction(
        environment,
        owned,
        await this.#stores.environments.classFactsOf(environment.id),
        actor,
      );
    });
  }

  #inTurn(
    { cluster }: Pick<Environment, 'cluster'>,
    { subject }: PlanActor,
    work: () => Promise<PlanResult>,
  ): Promise<PlanResult> {
    return this.#turns.take({ cluster, person: subject.user }, work);
  }
}

/** @throws FieldConflictError where something else happens to it, or nothing can any more */
function assertChangeable(
  environment: Environment,
  action: ChangeRequest['action'],
): void {
  assertNotDestroyed(environment);
  assertNoRun(environment);
  if (environment.lastRun?.action === 'destroy' && action !== 'repair') {
    throw new FieldConflictError({
      field: 'environment',
      message: `a destroy of '${environment.name}' was begun and did not end; repair it first to keep it, or destroy it`,
    });
  }
}

function assertNotDestroyed({ name, state }: Environment): void {
  if (state === 'Destroyed') {
    throw new FieldConflictError({
      field: 'environment',
      message: `'${name}' is destroyed already`,
    });
  }
}

function assertNoRun({ name, lastRun }: Environment): void {
  if (lastRun?.state === 'Queued' || lastRun?.state === 'Running') {
    throw new FieldConflictError({
      field: 'environment',
      message: `a run of '${name}' is not over yet (${lastRun.message}); wait for its end`,
    });
  }
}

/** Somebody has it, or was faster. */
export function nameTaken(name: string): FieldConflictError {
  return new FieldConflictError({
    field: 'name',
    message: `'${name}' is taken by another environment; choose another`,
  });
}
