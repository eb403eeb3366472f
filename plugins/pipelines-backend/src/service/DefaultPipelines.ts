import {
  ANNOTATION_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
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
    const { provider, repository } = await this.#findOwn(entityRef, options);
    return provider.rerun(repository, id, userOf(options));
  }

  async cancel(entityRef: string, id: string, options: PipelineOptions) {
    const { provider, repository } = await this.#findOwn(entityRef, options);
    return provider.cancel(repository, id, userOf(options));
  }

  /**
   * For what changes something: whoever owns an entity may name any repository in it, and has no right in that one by it.
   *
   * @throws NotAllowedError where the entity comes from a file of another repository
   */
  async #findOwn(entityRef: string, options: PipelineOptions) {
    const { entity, provider, repository } = await this.#find(
      entityRef,
      options,
    );
    if (!isDescribedBy(entity, repository)) {
      throw new NotAllowedError(
        `${entityRef} names the repository ${repository} and is described in another one, so it gives no right to its pipelines. Describe it in a file of ${repository}`,
      );
    }
    return { provider, repository };
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
        return { entity, provider, repository };
      }
    }
    throw new NotFoundError(
      `No pipelines are known of ${entityRef}. Name its repository in the annotation ${REPOSITORY_ANNOTATION}, as owner/name`,
    );
  }
}

/** Whether an entity comes from a file of a repository. What comes from no repository at all, the portal itself was told. */
function isDescribedBy({ metadata }: Entity, repository: string): boolean {
  const location = metadata.annotations?.[ANNOTATION_LOCATION];
  if (!location) {
    return true;
  }
  // Set by the catalog itself, unlike other annotations.
  const { type, target } = parseLocationRef(location);
  return (
    type !== 'url' ||
    new URL(target).pathname
      .toLocaleLowerCase('en-US')
      .startsWith(`/${repository.toLocaleLowerCase('en-US')}/`)
  );
}

function userOf({ credentials }: PipelineOptions): string {
  return credentials.principal.userEntityRef;
}
