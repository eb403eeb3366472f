import {
  environmentApplyPermission,
  environmentDestroyPermission,
  environmentPlanPermission,
  environmentReadPermission,
  type Environment,
  type EnvironmentQuery,
  type Plan,
  type PlanRequest,
} from '@cairn/plugin-environments-common';
import {
  planned,
  type EnvironmentAuthorizer,
  type EnvironmentPermission,
} from './EnvironmentAuthorizer';
import type { Environments, ReadOptions, WriteOptions } from './Environments';

/** Lets through what the permission policy allows, and nothing else. */
export class AuthorizedEnvironments implements Environments {
  readonly #environments: Environments;
  readonly #authorizer: EnvironmentAuthorizer;

  constructor(environments: Environments, authorizer: EnvironmentAuthorizer) {
    this.#environments = environments;
    this.#authorizer = authorizer;
  }

  async listClasses(options: ReadOptions) {
    // Classes belong to nobody's environment: who may see any environment may see them.
    await this.#authorizer.visible(options.credentials);
    return this.#environments.listClasses(options);
  }

  async getClass(name: string, options: ReadOptions) {
    await this.#authorizer.visible(options.credentials);
    return this.#environments.getClass(name, options);
  }

  about(request: PlanRequest, options: WriteOptions) {
    return this.#environments.about(request, options);
  }

  async plan(request: PlanRequest, options: WriteOptions) {
    await this.#authorizer.require(
      environmentPlanPermission,
      options.credentials,
      await this.#environments.about(request, options),
    );
    return this.#environments.plan(request, options);
  }

  async getPlan(digest: string, options: ReadOptions) {
    const plan = await this.#environments.getPlan(digest, options);
    await this.#authorizer.require(
      environmentReadPermission,
      options.credentials,
      planned(plan),
    );
    return plan;
  }

  async apply(digest: string, options: WriteOptions) {
    const plan = await this.#environments.getPlan(digest, options);
    await this.#authorizer.require(
      permissionToApply(plan),
      options.credentials,
      planned(plan),
    );
    return this.#environments.apply(digest, options);
  }

  async list(query: EnvironmentQuery, { credentials }: ReadOptions) {
    const visible = await this.#authorizer.visible(credentials);
    return this.#environments.list(query, {
      credentials,
      ...(visible && { visible }),
    });
  }

  async get(name: string, options: ReadOptions) {
    return this.#readable(name, options);
  }

  async listResources(name: string, options: ReadOptions) {
    await this.#readable(name, options);
    return this.#environments.listResources(name, options);
  }

  async getManifest(name: string, itemId: string, options: ReadOptions) {
    await this.#readable(name, options);
    return this.#environments.getManifest(name, itemId, options);
  }

  async listRuns(name: string, options: ReadOptions) {
    await this.#readable(name, options);
    return this.#environments.listRuns(name, options);
  }

  async getRun(id: string, options: ReadOptions) {
    const run = await this.#environments.getRun(id, options);
    const plan = await this.#environments.getPlan(run.digest, options);
    await this.#authorizer.require(
      environmentReadPermission,
      options.credentials,
      planned(plan),
    );
    return run;
  }

  /** Its credentials are a plugin's by their type; the router lets nobody else through. */
  listInventory(options: Parameters<Environments['listInventory']>[0]) {
    return this.#environments.listInventory(options);
  }

  async #readable(name: string, options: ReadOptions): Promise<Environment> {
    const environment = await this.#environments.get(name, options);
    await this.#authorizer.require(
      environmentReadPermission,
      options.credentials,
      environment,
    );
    return environment;
  }
}

/** The permission that applying a plan needs. */
export function permissionToApply({
  action,
}: Pick<Plan, 'action'>): EnvironmentPermission {
  return action === 'destroy'
    ? environmentDestroyPermission
    : environmentApplyPermission;
}
