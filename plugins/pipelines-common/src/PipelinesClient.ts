import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { PipelinesApi } from './PipelinesApi';
import type { PipelineLog, PipelineRun, PipelineRunPage } from './pipeline';

/** Where the plugin is: `discoveryApiRef` in the browser, the discovery service in a backend. */
export interface PipelinesClientDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** How requests are sent, credentials included: `fetchApiRef` in the browser. */
export interface PipelinesClientFetch {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Speaks to the plugin `pipelines` over HTTP. Every refusal is a `ResponseError`. */
export class PipelinesClient implements PipelinesApi {
  readonly #discovery: PipelinesClientDiscovery;
  readonly #fetch: PipelinesClientFetch;

  constructor(options: {
    discoveryApi: PipelinesClientDiscovery;
    fetchApi: PipelinesClientFetch;
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async listRuns(
    entityRef: string,
    query: { limit?: number; cursor?: string; branch?: string } = {},
  ): Promise<PipelineRunPage> {
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) =>
        value === undefined || value === '' ? [] : [[key, String(value)]],
      ),
    ).toString();
    return this.#send(entityRef, `/runs${search && `?${search}`}`);
  }

  async getRun(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#send(entityRef, `/runs/${encodeURIComponent(id)}`);
  }

  async getLog(
    entityRef: string,
    id: string,
    after?: number,
  ): Promise<PipelineLog> {
    const search = after === undefined ? '' : `?after=${after}`;
    return this.#send(
      entityRef,
      `/runs/${encodeURIComponent(id)}/log${search}`,
    );
  }

  async rerun(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#send(entityRef, `/runs/${encodeURIComponent(id)}/rerun`, {
      method: 'POST',
    });
  }

  async cancel(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#send(entityRef, `/runs/${encodeURIComponent(id)}/cancel`, {
      method: 'POST',
    });
  }

  async #send<T>(
    entityRef: string,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const entity = [kind, namespace, name].map(encodeURIComponent).join('/');
    const base = await this.#discovery.getBaseUrl('pipelines');
    const response = await this.#fetch.fetch(
      `${base}/v1/entities/${entity}${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
