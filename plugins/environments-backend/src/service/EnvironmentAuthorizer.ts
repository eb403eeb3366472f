import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
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

/** Asks the permission policy, and throws unless it allows. What every authorizing decorator of this plugin is made of. */
export class EnvironmentAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #ruleset: PermissionRuleset<
    AuthorizableEnvironment,
    EnvironmentsFilter
  >;

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
  const subject = owner ? ` for environments of ${owner}` : '';
  return new NotAllowedError(
    `You need the permission ${permission.name}${subject}; members of the owning group have it`,
  );
}
