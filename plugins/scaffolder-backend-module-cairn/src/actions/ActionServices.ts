import { writeFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  ResponseError,
} from '@backstage/errors';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import {
  DRY_RUN_FOLDER,
  GoldenPathsClient,
  type GoldenPathPlan,
  type PlannedStep,
} from '@cairn/plugin-golden-paths-common';
import { pluginFetchApi } from '@cairn/plugin-portal-node';
import { GiteaClient } from '../clients/GiteaClient';
import { TasksClient } from '../clients/TasksClient';
import { readGitConfig } from '../config';

/** What every action needs of the backend. */
export interface BackendServices {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  discovery: DiscoveryService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

/** The systems that actions work in: other plugins in the name of the person, the Git host in Cairn's. */
export class ActionServices {
  readonly #services: BackendServices;

  constructor(services: BackendServices) {
    this.#services = services;
  }

  get auth() {
    return this.#services.auth;
  }

  get catalog() {
    return this.#services.catalog;
  }

  gitHost(): GiteaClient {
    return new GiteaClient(readGitConfig(this.#services.config));
  }

  goldenPaths(credentials: BackstageCredentials): GoldenPathsClient {
    return new GoldenPathsClient(this.#onBehalfOf(credentials, 'golden-paths'));
  }

  tasks(): TasksClient {
    return new TasksClient(this.#services);
  }

  /**
   * The plan that a task carries out. A plan that it did not begin with says nothing of what may be made: it may have
   * blockers, or be another task's.
   *
   * @throws ConflictError where `cairn:plan:confirm` did not let this task begin with it
   */
  async planOf(
    task: string,
    digest: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<GoldenPathPlan> {
    const plan = await plainly(() =>
      this.goldenPaths(credentials).getPlan(digest ?? ''),
    );
    if (plan.task !== task) {
      throw new ConflictError(
        'This task did not begin with the plan, so it makes nothing of it. In the template, cairn:plan:confirm comes before what makes something.',
      );
    }
    return plan;
  }

  environments(credentials: BackstageCredentials): EnvironmentsClient {
    return new EnvironmentsClient(
      this.#onBehalfOf(credentials, 'environments'),
    );
  }

  /** @throws NotAllowedError where the person is not in the group, and does not look after the catalog either */
  async requireMember(
    owner: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { permissions, userInfo } = this.#services;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    if (ownershipEntityRefs.includes(owner)) {
      return;
    }
    const [{ result }] = await permissions.authorize(
      [{ permission: catalogLocationCreatePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You are not in ${owner}, so nothing is made for it. Somebody who is can start the golden path.`,
      );
    }
  }

  #onBehalfOf(credentials: BackstageCredentials, pluginId: string) {
    const { auth, discovery } = this.#services;
    return {
      discoveryApi: discovery,
      fetchApi: pluginFetchApi({ auth, to: pluginId, credentials }),
    };
  }
}

/** What an action says in a dry run: what it would do. See `DRY_RUN_FOLDER`. */
export async function recordStep(
  workspacePath: string,
  step: PlannedStep,
): Promise<void> {
  const folder = join(workspacePath, DRY_RUN_FOLDER);
  await mkdir(folder, { recursive: true });
  const index = (await readdir(folder)).length;
  await writeFile(
    join(folder, `${String(index).padStart(4, '0')}.json`),
    JSON.stringify(step),
  );
}

/** Runs an action; what another plugin refused with is said as it said it, without the wrapping of HTTP. */
export async function plainly<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ResponseError) {
      throw error.cause;
    }
    throw error;
  }
}
