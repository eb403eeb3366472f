import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  environmentAuditPermission,
  environmentPermissions,
  environmentReadPermission,
  type Plan,
  type RESOURCE_TYPE_ENVIRONMENT,
} from '@cairn/plugin-environments-common';
import {
  environmentResourceRef,
  type AuthorizableEnvironment,
  type EnvironmentsFilter,
} from '@cairn/plugin-environments-node';
import type { ReaderCredentials } from './Environments';

export type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

/** A permission that was asked for and given. */
export interface GivenPermission {
  /** Its name. */
  permission: string;
  /** Absent of a permission that depends on no environment. */
  environment?: AuthorizableEnvironment;
}

/** Asks the permission policy, and throws unless it allows. What every authorizing decorator of this plugin is made of. */
export class EnvironmentAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #ruleset: PermissionRuleset<
    AuthorizableEnvironment,
    EnvironmentsFilter
  >;
  readonly #given = new AsyncLocalStorage<GivenPermission[]>();

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#ruleset = options.permissionsRegistry.getPermissionRuleset(
      environmentResourceRef,
    );
  }

  /**
   * The environment of a plan may not exist yet, so conditions are applied here to what it would be, and not by the
   * permission backend to what is stored.
   *
   * @throws NotAllowedError
   */
  async require(
    permission: EnvironmentPermission,
    credentials: ReaderCredentials,
    environment: AuthorizableEnvironment,
  ): Promise<void> {
    if (!(await this.may(permission, credentials, environment))) {
      throw denied(permission, environment.owner);
    }
    const { owner, class: cls } = environment;
    this.#given.getStore()?.push({
      permission: permission.name,
      environment: { owner, class: { name: cls.name } },
    });
  }

  /** The same as an answer. */
  async may(
    permission: EnvironmentPermission,
    credentials: ReaderCredentials,
    environment: AuthorizableEnvironment,
  ): Promise<boolean> {
    const isAllowed = await this.decisionOn(permission, credentials);
    return isAllowed(environment);
  }

  /** The same for many environments, asked once. */
  async decisionOn(
    permission: EnvironmentPermission,
    credentials: ReaderCredentials,
  ): Promise<(environment: AuthorizableEnvironment) => boolean> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const isAllowed = createConditionAuthorizer(this.#ruleset);
    return environment => isAllowed(decision, environment);
  }

  /** A permission that depends on no environment. @throws NotAllowedError */
  async requireBasic(
    permission: BasicPermission,
    credentials: ReaderCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You need the permission ${permission.name}`);
    }
    this.#given.getStore()?.push({ permission: permission.name });
  }

  /** Does something, and adds to a list every permission that it was let through for. */
  noting<T>(given: GivenPermission[], work: () => T): T {
    return this.#given.run(given, work);
  }

  /** Asks again for what was given before. @throws NotAllowedError where not all of it would be given now */
  async requireAgain(
    given: GivenPermission[],
    credentials: ReaderCredentials,
  ): Promise<void> {
    for (const { permission: name, environment } of given) {
      const permission = environmentPermissions.find(one => one.name === name);
      if (environment && permission) {
        await this.require(permission, credentials, environment);
      } else if (name === environmentAuditPermission.name) {
        await this.requireBasic(environmentAuditPermission, credentials);
      } else {
        throw new NotAllowedError(`There is no permission ${name} any more`);
      }
    }
  }

  /**
   * Which environments may be seen: undefined for all of them.
   *
   * @throws NotAllowedError where none may be
   */
  async visible(
    credentials: ReaderCredentials,
  ): Promise<PermissionCriteria<EnvironmentsFilter> | undefined> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: environmentReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return undefined;
      case AuthorizeResult.CONDITIONAL:
        return createConditionTransformer(this.#ruleset)(decision.conditions);
      default:
        throw denied(environmentReadPermission);
    }
  }
}

/** What decisions on a plan depend on. */
export function planned(
  plan: Pick<Plan, 'environment' | 'class'>,
): AuthorizableEnvironment {
  return { owner: plan.environment.owner, class: plan.class };
}

function denied(
  permission: EnvironmentPermission,
  owner?: string,
): NotAllowedError {
  const subject = owner
    ? ` for environments of ${parseEntityRef(owner).name}`
    : '';
  return new NotAllowedError(
    `You need the permission ${permission.name}${subject}; members of the owning group have it`,
  );
}
