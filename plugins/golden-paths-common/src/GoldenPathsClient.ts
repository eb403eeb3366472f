import {
  PluginClient,
  type PluginClientOptions,
} from '@cairn/plugin-portal-common';
import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from './goldenPath';
import type { GoldenPathsApi } from './GoldenPathsApi';

/** Speaks to the plugin `golden-paths` over HTTP. Every refusal is a `ResponseError`. */
export class GoldenPathsClient implements GoldenPathsApi {
  readonly #plugin: PluginClient;

  constructor(options: PluginClientOptions) {
    this.#plugin = new PluginClient('golden-paths', options);
  }

  checkName(
    name: string,
    options?: { environments?: string[] },
  ): Promise<NameAvailability> {
    return this.#plugin.get(`/names/${encodeURIComponent(name)}`, {
      environments: options?.environments?.join(','),
    });
  }

  plan(request: GoldenPathRequest): Promise<GoldenPathPlan> {
    return this.#plugin.post('/plans', request);
  }

  getPlan(digest: string): Promise<GoldenPathPlan> {
    return this.#plugin.get(`/plans/${encodeURIComponent(digest)}`);
  }

  begin(digest: string, task: string): Promise<GoldenPathPlan> {
    return this.#plugin.post(`/plans/${encodeURIComponent(digest)}/begin`, {
      task,
    });
  }
}
