import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import type {
  GoldenPathPlan,
  GoldenPathRequest,
} from '@cairn/plugin-golden-paths-common';
import type { UserCredentials } from '../plans/Planner';
import type { GoldenPathOptions, GoldenPaths } from './GoldenPaths';

/**
 * Lets those plan who may start tasks, and those see a plan who made it. Who may take anything into the catalog, which is
 * the platform group, sees every plan: somebody has to look when one fails.
 */
export class AuthorizedGoldenPaths implements GoldenPaths {
  readonly #goldenPaths: GoldenPaths;
  readonly #permissions: PermissionsService;

  constructor(goldenPaths: GoldenPaths, permissions: PermissionsService) {
    this.#goldenPaths = goldenPaths;
    this.#permissions = permissions;
  }

  async checkName(
    name: string,
    options: Parameters<GoldenPaths['checkName']>[1],
  ) {
    await this.#requireTasks(options.credentials);
    return this.#goldenPaths.checkName(name, options);
  }

  async plan(request: GoldenPathRequest, options: GoldenPathOptions) {
    await this.#requireTasks(options.credentials);
    return this.#goldenPaths.plan(request, options);
  }

  async getPlan(digest: string, options: GoldenPathOptions) {
    const plan = await this.#goldenPaths.getPlan(digest, options);
    if (
      !isRequester(plan, options.credentials) &&
      !(await isAllowed(
        this.#permissions,
        catalogLocationCreatePermission,
        options.credentials,
      ))
    ) {
      throw denied(digest);
    }
    return plan;
  }

  async begin(digest: string, task: string, options: GoldenPathOptions) {
    await this.#requireTasks(options.credentials);
    const plan = await this.#goldenPaths.getPlan(digest, options);
    if (!isRequester(plan, options.credentials)) {
      throw denied(digest);
    }
    return this.#goldenPaths.begin(digest, task, options);
  }

  async #requireTasks(credentials: UserCredentials): Promise<void> {
    if (
      !(await isAllowed(this.#permissions, taskCreatePermission, credentials))
    ) {
      throw new NotAllowedError(
        'You may not start a golden path: your groups do not have the permission scaffolder.task.create',
      );
    }
  }
}

/** Whether a person has a permission that is about no resource. */
export async function isAllowed(
  permissions: PermissionsService,
  permission: BasicPermission,
  credentials: UserCredentials,
): Promise<boolean> {
  const [{ result }] = await permissions.authorize([{ permission }], {
    credentials,
  });
  return result === AuthorizeResult.ALLOW;
}

function isRequester(
  { requestedBy }: GoldenPathPlan,
  { principal }: UserCredentials,
): boolean {
  return requestedBy === principal.userEntityRef;
}

function denied(digest: string): NotAllowedError {
  return new NotAllowedError(
    `The plan '${digest}' was made by somebody else. Make one of your own.`,
  );
}
