import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  REPOSITORY_ANNOTATION,
  type PipelineLog,
  type PipelineRun,
  type PipelineRunPage,
} from '@cairn/plugin-pipelines-common';
import type { PipelineProvider } from '@cairn/plugin-pipelines-node';
import type { RunnerClient } from './clients/RunnerClient';

const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;

/** Pipelines of repositories in the local Git host, as the runner tells of them. */
export class GiteaPipelines implements PipelineProvider {
  readonly id = 'gitea';
  readonly #runner: RunnerClient;

  constructor(runner: RunnerClient) {
    this.#runner = runner;
  }

  repositoryOf(entity: Entity): string | undefined {
    const repository = entity.metadata.annotations?.[REPOSITORY_ANNOTATION];
    return repository !== undefined && REPOSITORY.test(repository)
      ? repository
      : undefined;
  }

  listRuns(
    repository: string,
    query: { limit: number; cursor?: string; branch?: string },
  ): Promise<PipelineRunPage> {
    return this.#runner.listRuns({ repository, ...query });
  }

  /** An id is not enough: the run must be of this repository, or one service would show what is another's. */
  async getRun(repository: string, id: string): Promise<PipelineRun> {
    const run = await this.#runner.getRun(id);
    if (run.repository !== repository) {
      throw new NotFoundError(`${repository} has no run ${id}`);
    }
    return run;
  }

  async getLog(
    repository: string,
    id: string,
    options: { after?: number },
  ): Promise<PipelineLog> {
    await this.getRun(repository, id);
    return this.#runner.getLog(id, options.after);
  }

  async rerun(
    repository: string,
    id: string,
    by: string,
  ): Promise<PipelineRun> {
    await this.getRun(repository, id);
    return this.#runner.act(id, 'rerun', by);
  }

  async cancel(
    repository: string,
    id: string,
    by: string,
  ): Promise<PipelineRun> {
    await this.getRun(repository, id);
    return this.#runner.act(id, 'cancel', by);
  }
}
