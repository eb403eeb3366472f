import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { REPOSITORY_ANNOTATION } from '@cairn/plugin-pipelines-common';
import type { PipelineProvider } from '@cairn/plugin-pipelines-node';
import type { PipelineOptions, Pipelines } from './Pipelines';

/** Asks the system that runs the pipelines of an entity's repository. Keeps nothing. */
export class DefaultPipelines implements Pipelines {
  readonly #catalog: CatalogService;
  readonly #providers: readonly PipelineProvider[];

  constructor(options: {
    catalog: CatalogService;
    /** The first one that knows an entity's repository is asked. */
    providers: readonly PipelineProvider[];
  }) {
    this.#catalog = options.catalog;
    this.#providers = options.providers;
  }

  async listRuns(
    entityRef: string,
    query: { limit: number; cursor?: string; branch?: string },
    options: PipelineOptions,
  ) {
    const { provider, repository } = await this.#find(entityRef, options);
    return provider.listRuns(repository, query);
  }

  async getRun(entityRef: string, id: string, options: PipelineOptions) {
    const { provider, repository } = await this.#find(entityRef, options);
    return provider.getRun(repository, id);
  }

  async getLog(
    entityRef: string,
    id: string,
    after: number | undefined,
    options: PipelineOptions,
  ) {
    const { provider, repository } = await this.#find(entityRef, options);
    return provider.getLog(repository, id, { after });
  }

  async rerun(entityRef: string, id: string, options: PipelineOptions) {
    const { provider, repository } = await this.#find(entityRef, options);
    return provider.rerun(repository, id, userOf(options));
  }

  async cancel(entityRef: string, id: string, options: PipelineOptions) {
    const { provider, repository } = await this.#find(entityRef, options);
    return provider.cancel(repository, id, userOf(options));
  }

  /** With the reader's own credentials: who may not see an entity does not see its pipelines. */
  async #find(entityRef: string, { credentials }: PipelineOptions) {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    for (const provider of this.#providers) {
      const repository = provider.repositoryOf(entity);
      if (repository !== undefined) {
        return { provider, repository };
      }
    }
    throw new NotFoundError(
      `No pipelines are known of ${entityRef}. Name its repository in the annotation ${REPOSITORY_ANNOTATION}, as owner/name`,
    );
  }
}

function userOf({ credentials }: PipelineOptions): string {
  return credentials.principal.userEntityRef;
}
