import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  ENVIRONMENT_CLASS_API_VERSION,
  ENVIRONMENT_CLASS_KIND,
  environmentClassSchema,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';

const entitySchema = environmentClassSchema.extend({
  spec: environmentClassSchema.shape.spec.extend({
    /** Digest of the class's folder; set by the provider. */
    version: z.string().optional(),
  }),
});

/** Makes the kind `EnvironmentClass` known to the catalog. */
export class EnvironmentClassProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'EnvironmentClassProcessor';
  }

  /** @throws InputError naming the fields that are wrong */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isEnvironmentClass(entity)) {
      return false;
    }
    const result = entitySchema.safeParse(entity);
    if (!result.success) {
      throw new InputError(
        result.error.issues
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; '),
      );
    }
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const owner = entity.spec?.owner;
    if (isEnvironmentClass(entity) && typeof owner === 'string') {
      const self = getCompoundEntityRef(entity);
      const group = parseEntityRef(owner, {
        defaultKind: 'Group',
        defaultNamespace: self.namespace,
      });
      emit(
        processingResult.relation({
          source: self,
          type: RELATION_OWNED_BY,
          target: group,
        }),
      );
      emit(
        processingResult.relation({
          source: group,
          type: RELATION_OWNER_OF,
          target: self,
        }),
      );
    }
    return entity;
  }
}

function isEnvironmentClass({ apiVersion, kind }: Entity): boolean {
  return (
    apiVersion === ENVIRONMENT_CLASS_API_VERSION &&
    kind === ENVIRONMENT_CLASS_KIND
  );
}
