import {
  entityPath,
  PluginClient,
  type PluginClientOptions,
} from '@cairn/plugin-portal-common';
import type { PipelinesApi } from './PipelinesApi';
import type { PipelineLog, PipelineRun, PipelineRunPage } from './pipeline';

/** Speaks to the plugin `pipelines` over HTTP. Every refusal is a `ResponseError`. */
export class PipelinesClient implements PipelinesApi {
  readonly #plugin: PluginClient;

  constructor(options: PluginClientOptions) {
    this.#plugin = new PluginClient('pipelines', options);
  }

  listRuns(
    entityRef: string,
    query: { limit?: number; cursor?: string; branch?: string } = {},
  ): Promise<PipelineRunPage> {
    return this.#plugin.get(runsPath(entityRef), query);
  }

  getRun(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#plugin.get(runPath(entityRef, id));
  }

  getLog(entityRef: string, id: string, after?: number): Promise<PipelineLog> {
    return this.#plugin.get(`${runPath(entityRef, id)}/log`, { after });
  }

  rerun(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#plugin.post(`${runPath(entityRef, id)}/rerun`);
  }

  cancel(entityRef: string, id: string): Promise<PipelineRun> {
    return this.#plugin.post(`${runPath(entityRef, id)}/cancel`);
  }
}

function runsPath(entityRef: string): string {
  return `/entities/${entityPath(entityRef)}/runs`;
}

function runPath(entityRef: string, id: string): string {
  return `${runsPath(entityRef)}/${encodeURIComponent(id)}`;
}
