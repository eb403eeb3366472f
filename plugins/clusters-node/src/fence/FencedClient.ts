import { setTimeout as delay } from 'node:timers/promises';
import type {
  KubernetesClient,
  KubernetesRequest,
  KubernetesResponse,
} from '../Clusters';
import { FenceLostError } from './errors';
import {
  FENCE_CONFIG_MAP,
  fenceExtra,
  isRefusedBy,
  tokensOf,
  type Fence,
} from './fence';

/** Admission learns of a new token a moment after it was written. */
const SETTLE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * A client whose writes say which worker they are of, so that the API server refuses them once another one is newer. Reads
 * stay as they are.
 */
export class FencedClient implements KubernetesClient {
  readonly #client: KubernetesClient;
  readonly #fence: Fence;

  constructor(client: KubernetesClient, fence: Fence) {
    this.#client = client;
    this.#fence = fence;
  }

  /** @throws FenceLostError where another worker is newer, or the run has ended */
  async request(request: KubernetesRequest): Promise<KubernetesResponse> {
    if (request.method === 'GET') {
      return this.#client.request(request);
    }
    const { environmentId, token } = this.#fence;
    const deadline = Date.now() + SETTLE_MS;
    for (;;) {
      const response = await this.#client.request({
        ...request,
        impersonateExtra: {
          ...request.impersonateExtra,
          ...fenceExtra(this.#fence),
        },
      });
      if (!isRefusedBy('cairn-writer-fence', response)) {
        return response;
      }
      const newest = await this.#newest(request);
      if (newest !== String(token)) {
        throw new FenceLostError(
          newest === undefined
            ? `No run of environment ${environmentId} is under way any more, so the API server refused what its worker ${token} wrote`
            : `Another worker (${newest}) took over the run of environment ${environmentId}, so the API server refused what worker ${token} wrote`,
        );
      }
      if (Date.now() > deadline) {
        return response;
      }
      await delay(LOOK_EVERY_MS, undefined, { signal: request.signal });
    }
  }

  pathOf: KubernetesClient['pathOf'] = ref => this.#client.pathOf(ref);
  get: KubernetesClient['get'] = (...args) => this.#client.get(...args);
  list: KubernetesClient['list'] = (...args) => this.#client.list(...args);
  pages: KubernetesClient['pages'] = (...args) => this.#client.pages(...args);
  watch: KubernetesClient['watch'] = (...args) => this.#client.watch(...args);
  identity: KubernetesClient['identity'] = options =>
    this.#client.identity(options);
  version: KubernetesClient['version'] = options =>
    this.#client.version(options);

  async #newest({ signal }: KubernetesRequest): Promise<string | undefined> {
    const live = await this.#client.get(FENCE_CONFIG_MAP, { signal });
    return tokensOf(live)[this.#fence.environmentId];
  }
}
