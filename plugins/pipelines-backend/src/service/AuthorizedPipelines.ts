import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  pipelineReadPermission,
  pipelineRunPermission,
} from '@cairn/plugin-pipelines-common';
import type { PipelineOptions, Pipelines } from './Pipelines';

type EntityPermission =
  | typeof pipelineReadPermission
  | typeof pipelineRunPermission;

/**
 * Lets through what the permission policy allows of each entity, and nothing else. What may not be seen is not told from what
 * does not exist. That the entity itself may be seen is the catalog's to say, which is asked with the reader's credentials.
 */
export class AuthorizedPipelines implements Pipelines {
  readonly #pipelines: Pipelines;
  readonly #permissions: PermissionsService;

  constructor(pipelines: Pipelines, permissions: PermissionsService) {
    this.#pipelines = pipelines;
    this.#permissions = permissions;
  }

  async listRuns(...call: Parameters<Pipelines['listRuns']>) {
    const [entityRef, , options] = call;
    await this.#requireReader(entityRef, options);
    return this.#pipelines.listRuns(...call);
  }

  async getRun(...call: Parameters<Pipelines['getRun']>) {
    const [entityRef, , options] = call;
    await this.#requireReader(entityRef, options);
    return this.#pipelines.getRun(...call);
  }

  async getLog(...call: Parameters<Pipelines['getLog']>) {
    const [entityRef, , , options] = call;
    await this.#requireReader(entityRef, options);
    return this.#pipelines.getLog(...call);
  }

  async rerun(...call: Parameters<Pipelines['rerun']>) {
    const [entityRef, id, options] = call;
    await this.#requireRunner(entityRef, id, options);
    return this.#pipelines.rerun(...call);
  }

  async cancel(...call: Parameters<Pipelines['cancel']>) {
    const [entityRef, id, options] = call;
    await this.#requireRunner(entityRef, id, options);
    return this.#pipelines.cancel(...call);
  }

  async #requireReader(
    entityRef: string,
    options: PipelineOptions,
  ): Promise<void> {
    if (!(await this.#may(pipelineReadPermission, entityRef, options))) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
  }

  /** Who may not see the run learns nothing of it; who may only see it learns what is missing. */
  async #requireRunner(
    entityRef: string,
    id: string,
    options: PipelineOptions,
  ): Promise<void> {
    await this.getRun(entityRef, id, options);
    if (!(await this.#may(pipelineRunPermission, entityRef, options))) {
      throw new NotAllowedError(
        `You need the permission ${pipelineRunPermission.name} for ${entityRef}; members of the group that owns it have it`,
      );
    }
  }

  async #may(
    permission: EntityPermission,
    resourceRef: string,
    { credentials }: PipelineOptions,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }
}
