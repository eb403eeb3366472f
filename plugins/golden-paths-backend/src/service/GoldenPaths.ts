import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from '@cairn/plugin-golden-paths-common';
import type { UserCredentials } from '../plans/Planner';

export interface GoldenPathOptions {
  credentials: UserCredentials;
}

/** Golden paths, for people. See `GoldenPathsApi` for what each answers. */
export interface GoldenPaths {
  checkName(
    name: string,
    options: GoldenPathOptions & { environments: string[] },
  ): Promise<NameAvailability>;
  /** @throws InvalidValuesError naming what is wrong */
  plan(
    request: GoldenPathRequest,
    options: GoldenPathOptions,
  ): Promise<GoldenPathPlan>;
  /** @throws NotFoundError */
  getPlan(digest: string, options: GoldenPathOptions): Promise<GoldenPathPlan>;
  /**
   * @throws StalePlanError where it would no longer be the same plan
   * @throws NotAllowedError, ConflictError where it cannot be carried out, saying why
   */
  begin(
    digest: string,
    task: string,
    options: GoldenPathOptions,
  ): Promise<GoldenPathPlan>;
}
