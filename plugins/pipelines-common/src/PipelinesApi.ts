import type { PipelineLog, PipelineRun, PipelineRunPage } from './pipeline';

/**
 * What the plugin `pipelines` answers, below `/api/pipelines/v1/entities/:kind/:namespace/:name`. 404 where the entity
 * does not exist or may not be seen.
 */
export interface PipelinesApi {
  /** `GET /runs?limit=&cursor=&branch=`. */
  listRuns(
    entityRef: string,
    query?: { limit?: number; cursor?: string; branch?: string },
  ): Promise<PipelineRunPage>;
  /** `GET /runs/:id`. */
  getRun(entityRef: string, id: string): Promise<PipelineRun>;
  /** `GET /runs/:id/log?after=`: what came after the cursor, at once and at most 2,000 lines. */
  getLog(entityRef: string, id: string, after?: number): Promise<PipelineLog>;
  /** `POST /runs/:id/rerun`. */
  rerun(entityRef: string, id: string): Promise<PipelineRun>;
  /** `POST /runs/:id/cancel`. */
  cancel(entityRef: string, id: string): Promise<PipelineRun>;
}
