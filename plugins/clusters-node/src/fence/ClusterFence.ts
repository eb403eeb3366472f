import { ServiceUnavailableError } from '@backstage/errors';
import type { KubernetesClient, KubernetesResponse } from '../Clusters';
import { isSuccess, statusError } from '../client/statusError';
import { waitFor } from '../objects/waiting';
import { FenceTooLowError } from './errors';
import {
  FENCE_CONFIG_MAP,
  fenceExtra,
  HIGHEST,
  isRefusedBy,
  tokensOf,
  type Fence,
} from './fence';

const SETTLE_MS = 15_000;

/**
 * The newest token of each environment in one cluster. An admission policy refuses what a worker with another one writes, and
 * lets tokens only grow.
 */
export class ClusterFence {
  readonly #client: KubernetesClient;

  /** @param client - with the writer's credential */
  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /**
   * Writes a token down and waits until admission knows it: from then on nothing is accepted of an older worker. The same
   * again changes nothing.
   *
   * @throws FenceTooLowError where the cluster has seen a higher one
   * @throws ServiceUnavailableError where the cluster does not hold the writer to tokens yet
   */
  async raise(fence: Fence, options: { signal?: AbortSignal }): Promise<void> {
    const token = String(fence.token);
    const response = await this.#patch(
      fence,
      { [fence.environmentId]: token, [HIGHEST]: token },
      options,
    );
    if (isRefusedBy('cairn-writer-fence-tokens', response)) {
      const live = await this.#client.get(FENCE_CONFIG_MAP, options);
      const highest = Number(tokensOf(live)[HIGHEST] ?? 0);
      throw new FenceTooLowError(
        `The cluster has seen the token ${highest} already, so ${token} is not the newest`,
        highest,
      );
    }
    if (response.status === 403 || response.status === 404) {
      throw new ServiceUnavailableError(
        `The cluster is not prepared for runs: ${
          statusError(response, 'write the fencing token').message
        }. Apply platform/access to it (./cairn up does so for the local cluster)`,
      );
    }
    if (!isSuccess(response)) {
      throw statusError(response, 'write the fencing token');
    }
    await this.#settled(fence, options);
  }

  /** The newest token of each environment that something works on, or that nobody took away. */
  async list(options: { signal?: AbortSignal }): Promise<Fence[]> {
    const { [HIGHEST]: _, ...tokens } = tokensOf(
      await this.#client.get(FENCE_CONFIG_MAP, options),
    );
    return Object.entries(tokens).map(([environmentId, token]) => ({
      environmentId,
      token: Number(token),
    }));
  }

  /** Takes the token away, unless another worker wrote a newer one: from then on nothing of the environment is changed. */
  async release(
    fence: Fence,
    options: { signal?: AbortSignal },
  ): Promise<void> {
    const response = await this.#patch(
      fence,
      { [fence.environmentId]: null },
      options,
    );
    if (
      !isSuccess(response) &&
      !isRefusedBy('cairn-writer-fence-tokens', response)
    ) {
      throw statusError(response, 'take the fencing token away');
    }
  }

  #patch(
    fence: Fence,
    data: Record<string, string | null>,
    { signal }: { signal?: AbortSignal },
  ): Promise<KubernetesResponse> {
    const { namespace, name } = FENCE_CONFIG_MAP;
    return this.#client.request({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/configmaps/${name}`,
      contentType: 'application/merge-patch+json',
      body: { data },
      impersonateExtra: fenceExtra(fence),
      signal,
    });
  }

  /** Tries out a namespace as the worker: refused by the policy until it has learnt of the token. */
  #settled(fence: Fence, { signal }: { signal?: AbortSignal }): Promise<void> {
    const name = `fence-${fence.environmentId.slice(0, 8)}`;
    return waitFor<void>(
      async () => {
        const response = await this.#client.request({
          method: 'POST',
          path: '/api/v1/namespaces',
          query: { dryRun: 'All' },
          body: {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: {
              name: `env-${name}`,
              labels: {
                'app.kubernetes.io/managed-by': 'cairn',
                'cairn.dev/environment': fence.environmentId,
                'cairn.dev/environment-name': name,
                'cairn.dev/component': 'fence',
                'pod-security.kubernetes.io/enforce': 'restricted',
              },
            },
          },
          impersonateExtra: fenceExtra(fence),
          signal,
        });
        // Whatever else keeps it from being made is looked at after that policy, or together with it.
        const isLetThrough =
          isSuccess(response) || [409, 422].includes(response.status);
        return isLetThrough && !isRefusedBy('cairn-writer-fence', response)
          ? { done: true, value: undefined }
          : { done: false, why: 'its admission does not know the token yet' };
      },
      { what: 'the fencing token', timeoutMs: SETTLE_MS, signal },
    );
  }
}
