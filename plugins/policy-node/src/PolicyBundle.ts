import type { PolicyRules } from '@cairn/plugin-policy-common';

/** The bundle that decides, for those who want to know it rather than ask it. */
export interface PolicyBundle {
  /** False where no OPA is configured; the other methods throw then. */
  readonly configured: boolean;

  /**
   * The rules of the active bundle, from the annotations in their source.
   *
   * @throws PolicyUnavailableError where OPA cannot be reached in time, or does not answer as it should.
   */
  rules(options?: { signal?: AbortSignal }): Promise<PolicyRules>;

  /**
   * Whether it can decide, and what a platform engineer should know.
   *
   * @throws PolicyUnavailableError where it cannot decide.
   */
  status(options?: { signal?: AbortSignal }): Promise<PolicyBundleStatus>;
}

export interface PolicyBundleStatus {
  /** Of OPA. */
  version: string;
  /** Of the active bundle. */
  revision: string;
  /** Ids that every verdict must name. */
  rules: string[];
  /** Why a newer bundle could not be activated, while an older one goes on deciding. */
  problem?: string;
}
