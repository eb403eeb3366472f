import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PolicyRules, PolicyStatus } from '@cairn/plugin-policy-common';

interface RequestOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** The rules that decide, and whether they can, for people. */
export interface Policies {
  /**
   * @throws NotAllowedError where the person may not see it.
   * @throws PolicyUnavailableError where OPA does not answer as it should.
   */
  rules(options: RequestOptions): Promise<PolicyRules>;
  /** @throws NotAllowedError where the person may not see it. */
  status(options: RequestOptions): Promise<PolicyStatus>;
}
