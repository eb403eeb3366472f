import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotModifiedError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { TECHDOCS_ANNOTATION } from '@backstage/plugin-techdocs-common';
import {
  parseReferenceAnnotation,
  transformDirLocation,
  type PreparerBase,
  type PreparerOptions,
  type PreparerResponse,
} from '@backstage/plugin-techdocs-node';
import { copySite } from './copySite';

/**
 * Prepares the docs of entities with `backstage.io/techdocs-ref: dir:…`.
 *
 * Of an entity in a local file, it copies what the site is made of into a temporary folder. TechDocs' own preparer hands out the
 * folder itself, and the generator then walks all that is in it, `node_modules` and state folders too, and refuses it as soon as
 * there is a link that leads out, whether or not the docs have to do with it.
 */
export class DocsPreparer implements PreparerBase {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #remote: PreparerBase;
  readonly #temporary: string;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    /** For entities whose location is a URL. */
    remote: PreparerBase;
    /** A folder that exists, in which each copy gets a folder of its own. */
    temporary: string;
  }) {
    this.#integrations = options.integrations;
    this.#remote = options.remote;
    this.#temporary = options.temporary;
  }

  /** What is prepared is always a copy of its own: made here, or downloaded by the reader of URLs. */
  shouldCleanPreparedDirectory(): boolean {
    return true;
  }

  /**
   * The `etag` of local docs is a digest of what is copied, so it changes exactly when that does.
   *
   * @throws NotModifiedError when `options.etag` is that of the docs as they are.
   * @throws NotAllowedError when a link of the docs leads out of the entity's folder.
   */
  async prepare(
    entity: Entity,
    options?: PreparerOptions,
  ): Promise<PreparerResponse> {
    const { type, target } = transformDirLocation(
      entity,
      parseReferenceAnnotation(TECHDOCS_ANNOTATION, entity),
      this.#integrations,
    );
    if (type === 'url') {
      return await this.#remote.prepare(entity, options);
    }
    const ref = stringifyEntityRef(entity);
    const preparedDir = await mkdtemp(
      join(await realpath(this.#temporary), 'techdocs-docs-'),
    );
    try {
      const etag = await copySite({ ref, from: target, to: preparedDir });
      if (etag === options?.etag) {
        throw new NotModifiedError(`The docs of ${ref} have not changed.`);
      }
      return { preparedDir, etag };
    } catch (error) {
      await rm(preparedDir, { recursive: true, force: true });
      throw error;
    }
  }
}
