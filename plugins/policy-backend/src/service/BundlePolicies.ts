import type { PolicyRules, PolicyStatus } from '@cairn/plugin-policy-common';
import {
  PolicyUnavailableError,
  type PolicyBundle,
} from '@cairn/plugin-policy-node';
import type { Policies } from './Policies';

/** Asks the bundle that decides, so that what people read is what judges them. */
export class BundlePolicies implements Policies {
  readonly #bundle: PolicyBundle;

  constructor(bundle: PolicyBundle) {
    this.#bundle = bundle;
  }

  rules(options: { signal?: AbortSignal }): Promise<PolicyRules> {
    return this.#bundle.rules({ signal: options.signal });
  }

  async status(options: { signal?: AbortSignal }): Promise<PolicyStatus> {
    try {
      const { problem, ...status } = await this.#bundle.status({
        signal: options.signal,
      });
      return {
        time: new Date().toISOString(),
        ...status,
        ...(problem
          ? { state: 'degraded', reason: problem }
          : { state: 'ok' as const }),
      };
    } catch (error) {
      if (!(error instanceof PolicyUnavailableError)) {
        throw error;
      }
      return {
        time: new Date().toISOString(),
        state: this.#bundle.configured ? 'down' : 'off',
        reason: error.message,
        rules: [],
      };
    }
  }
}
