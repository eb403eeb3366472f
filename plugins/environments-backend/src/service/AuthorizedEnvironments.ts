import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  environmentApplyPermission,
  environmentDestroyPermission,
  environmentPlanPermission,
  environmentReadPermission,
  type Environment,
  type EnvironmentQuery,
  type Plan,
  type PlanRequest,
  type RESOURCE_TYPE_ENVIRONMENT,
} from '@cairn/plugin-environments-common';
import {
  environmentResourceRef,
  type AuthorizableEnvironment,
  type EnvironmentsFilter,
} from '@cairn/plugin-environments-node';
import type {
  Environments,
  ReaderCredentials,
  ReadOptions,
  WriteOptions,
} from './Environments';

type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

/** Lets through what the permission policy allows, and nothing else. */
export class AuthorizedEnvironments implements Environments {
  readonly #environments: Environments;
  readonly #permissions: PermissionsService;
  readonly #ruleset: PermissionRuleset<
    AuthorizableEnvironment,
    EnvironmentsFilter
  >;

  constructor(
    environments: Environments,
    options: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
    },
  ) {
    this.#environments = environments;
    this.#permissions = options.permissions;
    this.#ruleset = options.permissionsRegistry.getPermissionRuleset(
      environmentResourceRef,
    );
  }

  async listClasses(options: ReadOptions) {
    await this.#requireReader(options.credentials);
    return this.#environments.listClasses(options);
  }

  async getClass(name: string, options: ReadOptions) {
    await this.#requireReader(options.credentials);
    return this.#environments.getClass(name, options);
  }

  async plan(request: PlanRequest, options: WriteOptions) {
    const owner =
      request.action === 'create'
        ? request.owner
        : (await this.#environments.get(request.environment, options)).owner;
    await this.#require(environmentPlanPermission, options.credentials, {
      owner,
    });
    return this.#environments.plan(request, options);
  }

  async getPlan(digest: string, options: ReadOptions) {
    const plan = await this.#environments.getPlan(digest, options);
    await this.#require(
      environmentReadPermission,
      options.credentials,
      plan.environment,
    );
    return plan;
  }

  async apply(digest: string, options: WriteOptions) {
    const plan = await this.#environments.getPlan(digest, options);
    await this.#require(
      permissionToApply(plan),
      options.credentials,
      plan.environment,
    );
    return this.#environments.apply(digest, options);
  }

  async list(query: EnvironmentQuery, { credentials }: ReadOptions) {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: environmentReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return this.#environments.list(query, { credentials });
      case AuthorizeResult.CONDITIONAL:
        return this.#environments.list(query, {
          credentials,
          visible: createConditionTransformer(this.#ruleset)(
            decision.conditions,
          ),
        });
      default:
        throw denied(environmentReadPermission);
    }
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
    await this.#require(
      environmentReadPermission,
      options.credentials,
      plan.environment,
    );
    return run;
  }

  /** Its credentials are a plugin's by their type; the router lets nobody else through. */
  listInventory(options: Parameters<Environments['listInventory']>[0]) {
    return this.#environments.listInventory(options);
  }

  async #readable(name: string, options: ReadOptions): Promise<Environment> {
    const environment = await this.#environments.get(name, options);
    await this.#require(
      environmentReadPermission,
      options.credentials,
      environment,
    );
    return environment;
  }

  /** Classes belong to nobody's environment: who may see any environment may see them. */
  async #requireReader(credentials: ReaderCredentials): Promise<void> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: environmentReadPermission }],
      { credentials },
    );
    if (
      result !== AuthorizeResult.ALLOW &&
      result !== AuthorizeResult.CONDITIONAL
    ) {
      throw denied(environmentReadPermission);
    }
  }

  /**
   * The environment of a plan may not exist yet, so conditions are applied here to what it would be, and not by the
   * permission backend to what is stored.
   */
  async #require(
    permission: EnvironmentPermission,
    credentials: ReaderCredentials,
    { owner }: AuthorizableEnvironment,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (!createConditionAuthorizer(this.#ruleset)(decision, { owner })) {
      throw denied(permission, owner);
    }
  }
}

function permissionToApply({ action }: Plan): EnvironmentPermission {
  return action === 'destroy'
    ? environmentDestroyPermission
    : environmentApplyPermission;
}

function denied(
  permission: EnvironmentPermission,
  owner?: string,
): NotAllowedError {
  const subject = owner ? ` for environments of ${owner}` : '';
  return new NotAllowedError(
    `You need the permission ${permission.name}${subject}; members of the owning group have it`,
  );
}
