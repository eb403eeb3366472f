import type {
  EnvironmentPolicyInput,
  ManifestPolicyInput,
  Verdict,
} from '@cairn/plugin-policy-common';

/** Asks policy. Fails closed: everything that is not a well-formed answer is a `PolicyUnavailableError`. */
export interface PolicyService {
  /**
   * Decides on a request for an environment.
   *
   * @throws PolicyUnavailableError where OPA cannot be reached in time, or answers with anything but a complete verdict.
   * @throws InputError where `input` does not satisfy the contract.
   */
  decide(
    input: EnvironmentPolicyInput,
    options?: { signal?: AbortSignal },
  ): Promise<Verdict>;

  /**
   * Decides on manifests that are not deployed yet, with the rules of `cairn.manifests`. Answers and throws as `decide`.
   */
  decideManifests(
    input: ManifestPolicyInput,
    options?: { signal?: AbortSignal },
  ): Promise<Verdict>;

  /** The state of OPA: its version and the active bundle's revision and expected rule ids. Throws as `decide` does. */
  status(options?: {
    signal?: AbortSignal;
  }): Promise<{ version: string; revision: string; rules: string[] }>;
}
