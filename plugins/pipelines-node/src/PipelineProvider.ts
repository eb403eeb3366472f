import type { Entity } from '@backstage/catalog-model';
import type {
  PipelineLog,
  PipelineRun,
  PipelineRunPage,
} from '@cairn/plugin-pipelines-common';

/** A system that runs pipelines. It is the truth: nothing it tells is kept elsewhere. */
export interface PipelineProvider {
  readonly id: string;
  /** The repository of an entity, or undefined where this provider has nothing to do with it. */
  repositoryOf(entity: Entity): string | undefined;
  listRuns(
    repository: string,
    query: { limit: number; cursor?: string; branch?: string },
  ): Promise<PipelineRunPage>;
  /** @throws NotFoundError where the repository has no such run. */
  getRun(repository: string, id: string): Promise<PipelineRun>;
  getLog(
    repository: string,
    id: string,
    options: { after?: number },
  ): Promise<PipelineLog>;
  /** @param by - Entity ref of the user. */
  rerun(repository: string, id: string, by: string): Promise<PipelineRun>;
  cancel(repository: string, id: string, by: string): Promise<PipelineRun>;
}
