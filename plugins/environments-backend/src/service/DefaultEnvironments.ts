import type { UserInfoService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
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
import type { ApprovalGate } from '../approvals/ApprovalGate';
import type { EngineRegistry } from '../engines/EngineRegistry';
import type { EnvironmentPlans } from '../plans/EnvironmentPlans';
import type { PlanApplier } from '../plans/PlanApplier';
import type { PlanRequests } from '../plans/PlanRequests';
import { personAsking } from '../plans/subject';
import { refTitle } from '../refKey';
import type { Stores } from '../store/Stores';
import type { Environments, ReadOptions, WriteOptions } from './Environments';
import { newestVersions, withUpgrades } from './withUpgrades';

const READ_TIMEOUT_MS = 15_000;

/** Long enough for the whole of last month's costs. */
const DESTROYED_KNOWN_MS = 62 * 24 * 60 * 60 * 1000;

/** Environments, without a look at who may do what: that is `AuthorizedEnvironments`. */
export class DefaultEnvironments implements Environments {
  readonly #classes: EnvironmentClasses;
  readonly #engines: EngineRegistry;
  readonly #requests: PlanRequests;
  readonly #plans: EnvironmentPlans;
  readonly #applier: PlanApplier;
  readonly #approvals: Pick<ApprovalGate, 'asOfNow'>;
  readonly #userInfo: UserInfoService;
  readonly #stores: Stores;

  constructor(options: {
    classes: EnvironmentClasses;
    engines: EngineRegistry;
    requests: PlanRequests;
    plans: EnvironmentPlans;
    applier: PlanApplier;
    approvals: Pick<ApprovalGate, 'asOfNow'>;
    userInfo: UserInfoService;
    stores: Stores;
  }) {
    this.#classes = options.classes;
    this.#engines = options.engines;
    this.#requests = options.requests;
    this.#plans = options.plans;
    this.#applier = options.applier;
    this.#approvals = options.approvals;
    this.#userInfo = options.userInfo;
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

  async about(request: PlanRequest) {
    return request.action === 'create'
      ? { owner: request.owner, class: { name: request.class } }
      : this.#requests.environmentOf(request);
  }

  async plan(
    request: PlanRequest,
    { credentials }: WriteOptions,
  ): Promise<Plan> {
    const actor = await personAsking(credentials, this.#userInfo);
    return (await this.#plans.make(request, actor)).plan;
  }

  async getPlan(digest: string): Promise<Plan> {
    const { plan } = await this.#plans.get(digest);
    return this.#approvals.asOfNow(plan);
  }

  async apply(digest: string, { credentials }: WriteOptions): Promise<Run> {
    const actor = await personAsking(credentials, this.#userInfo);
    const runId = await this.#applier.apply(digest, actor.subject.user, actor);
    return this.getRun(runId);
  }

  async list(
    query: EnvironmentQuery,
    { visible }: Parameters<Environments['list']>[1],
  ) {
    const page = await this.#stores.environmentLists.page(
      query,
      visible,
      query.upgrade ? await newestVersions(this.#classes) : undefined,
    );
    return { ...page, items: await withUpgrades(page.items, this.#classes) };
  }

  async get(name: string): Promise<Environment> {
    const [environment] = await withUpgrades(
      [await this.#environment(name)],
      this.#classes,
    );
    return environment;
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

  async #environment(name: string): Promise<Environment> {
    const environment = await this.#stores.environments.byName(name);
    if (!environment) {
      throw new NotFoundError(`There is no environment '${name}'`);
    }
    return environment;
  }
}
