import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';

/** On whose behalf. */
export interface PipelineOptions {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/**
 * Pipelines of entities. Every method throws `NotFoundError` where the entity does not exist, may not be seen or has no
 * repository, and `ServiceUnavailableError` where what runs its pipelines does not answer.
 */
export interface Pipelines {
  listRuns(
    entityRef: string,
    query: { limit: number; cursor?: string; branch?: string },
    options: PipelineOptions,
  ): Promise<PipelineRunPage>;
  getRun(
    entityRef: string,
    id: string,
    options: PipelineOptions,
  ): Promise<PipelineRun>;
  getLog(
    entityRef: string,
    id: string,
    after: number | undefined,
    options: PipelineOptions,
  ): Promise<PipelineLog>;
  /** @throws ConflictError while the run has not ended. */
  rerun(
    entityRef: string,
    id: string,
    options: PipelineOptions,
  ): Promise<PipelineRun>;
  /** @throws ConflictError where the run has ended. */
  cancel(
    entityRef: string,
    id: string,
    options: PipelineOptions,
  ): Promise<PipelineRun>;
}
