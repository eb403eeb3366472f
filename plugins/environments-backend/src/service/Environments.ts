import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  Environment,
  EnvironmentClassSummary,
  EnvironmentInventory,
  EnvironmentPage,
  EnvironmentQuery,
  ObservedResource,
  Plan,
  PlanRequest,
  Run,
  RunSummary,
} from '@cairn/plugin-environments-common';
import type {
  AuthorizableEnvironment,
  EnvironmentsFilter,
} from '@cairn/plugin-environments-node';
import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { UserCredentials } from '../plans/subject';

/** A person, or another plugin of this backend. */
export type ReaderCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** On whose behalf something is read. */
export interface ReadOptions {
  credentials: ReaderCredentials;
}

/** On whose behalf something is asked for. */
export interface WriteOptions {
  credentials: UserCredentials;
}

/** What the plugin offers; `EnvironmentsApi` says what each answers. */
export interface Environments {
  listClasses(options: ReadOptions): Promise<EnvironmentClassSummary[]>;
  getClass(
    name: string,
    options: ReadOptions,
  ): Promise<EnvironmentClassSummary>;
  /** What a request would be about: by which it is decided whether it may be made. @throws NotFoundError */
  about(
    request: PlanRequest,
    options: WriteOptions,
  ): Promise<AuthorizableEnvironment>;
  plan(request: PlanRequest, options: WriteOptions): Promise<Plan>;
  getPlan(digest: string, options: ReadOptions): Promise<Plan>;
  apply(digest: string, options: WriteOptions): Promise<Run>;
  /** @param options.visible - which environments may be seen at all; undefined for all */
  list(
    query: EnvironmentQuery,
    options: ReadOptions & {
      visible?: PermissionCriteria<EnvironmentsFilter>;
    },
  ): Promise<EnvironmentPage>;
  get(name: string, options: ReadOptions): Promise<Environment>;
  listResources(
    name: string,
    options: ReadOptions,
  ): Promise<ObservedResource[]>;
  getManifest(
    name: string,
    itemId: string,
    options: ReadOptions,
  ): Promise<Record<string, unknown>>;
  listRuns(name: string, options: ReadOptions): Promise<RunSummary[]>;
  getRun(id: string, options: ReadOptions): Promise<Run>;
  /** For other plugins only: each of them asks its own permission of what it tells of it. */
  listInventory(options: {
    credentials: BackstageCredentials<BackstageServicePrincipal>;
  }): Promise<EnvironmentInventory[]>;
}
