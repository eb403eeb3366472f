import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { redactObject } from '@cairn/plugin-clusters-node';
import {
  summarizeClass,
  type Environment,
  type EnvironmentQuery,
  type Plan,
  type PlanRequest,
  type Run,
} from '@cairn/plugin-environments-common';
import type { EnvironmentClasses } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { FieldConflictError, StalePlanError } from '../errors';
import type { Planner } from '../plans/Planner';
import type { CreationRequest, PlanResult } from '../plans/PlanResult';
import type { UserCredentials } from '../plans/subject';
import { whatChanged } from '../plans/whatChanged';
import { refTitle } from '../refKey';
import type { Runner } from '../runs/Runner';
import type { UnrecordedObjects } from '../runs/UnrecordedObjects';
import type { Stores } from '../store/Stores';
import type { Environments, ReadOptions, WriteOptions } from './Environments';

const READ_TIMEOUT_MS = 15_000;

/** Long enough for the whole of last month's costs. */
const DESTROYED_KNOWN_MS = 62 * 24 * 60 * 60 * 1000;

/** Environments, without a look at who may do what: that is `AuthorizedEnvironments`. */
export class DefaultEnvironments implements Environments {
  readonly #classes: EnvironmentClasses;
  readonly #engines: EngineRegistry;
  readonly #planner: Planner;
  readonly #runner: Runner;
  readonly #unrecorded: UnrecordedObjects;
  readonly #stores: Stores;

  constructor(options: {
    classes: EnvironmentClasses;
    engines: EngineRegistry;
    planner: Planner;
    runner: Runner;
    unrecorded: UnrecordedObjects;
    stores: Stores;
  }) {
    this.#classes = options.classes;
    this.#engines = options.engines;
    this.#planner = options.planner;
    this.#runner = options.runner;
    this.#unrecorded = options.unrecorded;
    this.#stores = options.stores;
  }

  async listClasses() {
    const { classes } = await this.#classes.list();
    return classes.map(({ definition, version }) =>
      summarizeClass(definition, version),
    );
  }

  async getClass(name: string) {
    const { definition, version } = await this.#classes.get(name);
    return summarizeClass(definition, version);
  }

  async plan(
    request: PlanRequest,
    { credentials }: WriteOptions,
  ): Promise<Plan> {
    const result =
      request.action === 'create'
        ? await this.#planCreation(
            {
              ...request,
              environmentId: randomUUID(),
              requestedAt: new Date().toISOString(),
            },
            credentials,
          )
        : await this.#planDestruction(
            await this.#environment(request.environment),
            credentials,
          );
    if (result.class) {
      await this.#stores.classVersions.add(result.class, new Date());
    }
    await this.#stores.plans.add(result);
    return result.plan;
  }

  async getPlan(digest: string): Promise<Plan> {
    return (await this.#stored(digest)).plan;
  }

  async apply(digest: string, { credentials }: WriteOptions): Promise<Run> {
    const earlier = await this.#stores.runs.ofPlan(digest);
    if (earlier) {
      // The same plan again, for example after a lost answer: there is one run of it.
      return this.getRun(earlier.id);
    }
    const stored = await this.#stored(digest);
    const fresh = await this.#planAgain(stored, credentials);
    if (fresh.plan.digest !== digest) {
      throw new StalePlanError(whatChanged(stored.plan, fresh.plan));
    }
    assertApplicable(stored.plan);

    return this.getRun(await this.#queue(stored, fresh.lastRunId, credentials));
  }

  list(
    query: EnvironmentQuery,
    { visible }: Parameters<Environments['list']>[1],
  ) {
    return this.#stores.environmentLists.page(query, visible);
  }

  get(name: string): Promise<Environment> {
    return this.#environment(name);
  }

  async listResources(name: string) {
    const { id } = await this.#environment(name);
    return this.#stores.inventory.observed(id);
  }

  async getManifest(name: string, itemId: string, _options: ReadOptions) {
    const { id } = await this.#environment(name);
    const item = await this.#stores.inventory.get(id, itemId);
    if (!item) {
      throw new NotFoundError(
        `Environment '${name}' owns no object with the id '${itemId}'`,
      );
    }
    const manifest = await this.#engines
      .get(item.engine)
      .read(item, { signal: AbortSignal.timeout(READ_TIMEOUT_MS) });
    if (!manifest) {
      throw new NotFoundError(
        `${refTitle(
          item.ref,
        )} of environment '${name}' does not exist any more`,
      );
    }
    return redactObject(manifest);
  }

  async listRuns(name: string) {
    return this.#stores.runs.ofEnvironment(await this.#environment(name));
  }

  async getRun(id: string): Promise<Run> {
    const run = await this.#stores.runs.get(id);
    if (!run) {
      throw new NotFoundError(`There is no run '${id}'`);
    }
    return run;
  }

  async listInventory() {
    return this.#stores.inventories.list(
      new Date(Date.now() - DESTROYED_KNOWN_MS),
    );
  }

  async #planCreation(
    request: CreationRequest,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    if (await this.#stores.environments.isTaken(request.name)) {
      throw nameTaken(request.name);
    }
    return this.#planner.planCreation(request, credentials);
  }

  async #planDestruction(
    environment: Environment,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    const { id, name, state, lastRun } = environment;
    if (state === 'Destroyed') {
      throw new FieldConflictError({
        field: 'environment',
        message: `'${name}' is destroyed already`,
      });
    }
    if (lastRun?.state === 'Queued' || lastRun?.state === 'Running') {
      throw new FieldConflictError({
        field: 'environment',
        message: `a run of '${name}' is not over yet (${lastRun.message}); wait for its end`,
      });
    }
    await this.#unrecorded.record(environment);
    return this.#planner.planDestruction(
      environment,
      await this.#stores.inventory.owned(id),
      await this.#stores.environments.classFactsOf(id),
      credentials,
    );
  }

  async #planAgain(
    { plan, environmentId, target }: PlanResult,
    credentials: UserCredentials,
  ): Promise<PlanResult> {
    if (plan.action === 'destroy' || !target) {
      const environment = await this.#stores.environments.byId(environmentId);
      if (!environment) {
        throw new NotFoundError(
          `Environment '${plan.environment.name}' does not exist any more`,
        );
      }
      return this.#planDestruction(environment, credentials);
    }
    return this.#planCreation(
      {
        environmentId,
        class: plan.class.name,
        name: plan.environment.name,
        owner: plan.environment.owner,
        cluster: plan.environment.cluster,
        parameters: plan.parameters,
        requestedAt: target.requestedAt,
      },
      credentials,
    );
  }

  /**
   * Reserves what the plan needs and lets its run begin. Answers the run's id.
   *
   * @param lastRunId - the run that the environment had last when the plan was found to be the same; since then none may
   * have begun
   */
  async #queue(
    stored: PlanResult,
    lastRunId: string | undefined,
    credentials: UserCredentials,
  ): Promise<string> {
    const { plan, target } = stored;
    const user = credentials.principal.userEntityRef;
    const now = new Date();
    if (target) {
      const runId = await this.#stores.runs.queueCreation(
        { ...stored, target },
        user,
        now,
      );
      return this.#begun(runId, plan, () => nameTaken(plan.environment.name));
    }
    const runId = await this.#stores.runs.queueChange(
      stored,
      lastRunId,
      user,
      now,
    );
    return this.#begun(
      runId,
      plan,
      () =>
        new FieldConflictError({
          field: 'environment',
          message: `another run of '${plan.environment.name}' began meanwhile`,
        }),
    );
  }

  /** @param runId - of the run that was queued; undefined where something else was faster */
  async #begun(
    runId: string | undefined,
    { digest }: Plan,
    conflict: () => Error,
  ): Promise<string> {
    if (runId) {
      this.#runner.enqueue(runId);
      return runId;
    }
    // Either the same plan was applied twice at the same time, or another one was faster.
    const twin = await this.#stores.runs.ofPlan(digest);
    if (twin) {
      return twin.id;
    }
    throw conflict();
  }

  async #stored(digest: string): Promise<PlanResult> {
    const stored = await this.#stores.plans.get(digest, new Date());
    if (!stored) {
      throw new NotFoundError(`There is no plan '${digest}'`);
    }
    return stored;
  }

  async #environment(name: string): Promise<Environment> {
    const environment = await this.#stores.environments.byName(name);
    if (!environment) {
      throw new NotFoundError(`There is no environment '${name}'`);
    }
    return environment;
  }
}

function nameTaken(name: string): FieldConflictError {
  return new FieldConflictError({
    field: 'name',
    message: `'${name}' is taken by another environment; choose another`,
  });
}

/** @throws NotAllowedError where policy denies; ConflictError for every other blocker */
function assertApplicable({ blockers, changes, verdict }: Plan): void {
  if (blockers.includes('denied')) {
    const reasons = verdict.violations
      .filter(({ severity }) => severity === 'deny')
      .map(({ rule, message }) => `${rule}: ${message}`);
    throw new NotAllowedError(`Policy denies this plan. ${reasons.join(' ')}`);
  }
  const stuck = changes.filter(
    ({ operation }) => operation === 'conflict' || operation === 'unknown',
  );
  if (stuck.length > 0) {
    throw new FieldConflictError(
      ...stuck.map(({ ref, reason }) => ({
        field: 'name',
        message: `${refTitle(ref)}: ${reason}`,
      })),
    );
  }
  if (blockers.includes('expired')) {
    throw new ConflictError('The plan is too old to be applied. Plan again.');
  }
  if (blockers.includes('approval')) {
    throw new ConflictError(
      "Policy asks for somebody's approval of this plan, which cannot be given yet",
    );
  }
}
