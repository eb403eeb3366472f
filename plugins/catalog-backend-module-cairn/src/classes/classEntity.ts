import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { EnvironmentClass } from '@cairn/plugin-environments-node';

/** A class as the catalog has it: its file, and the version of its folder. */
export function classEntity({
  definition,
  version,
  location,
}: EnvironmentClass): Entity {
  const { apiVersion, kind, metadata, spec } = definition;
  // Through JSON, because only what JSON can say may stand in an entity.
  const plain: { metadata: JsonObject & { name: string }; spec: JsonObject } =
    JSON.parse(JSON.stringify({ metadata, spec }));
  const annotations: unknown = plain.metadata.annotations;
  return {
    apiVersion,
    kind,
    metadata: {
      ...plain.metadata,
      annotations: {
        ...(typeof annotations === 'object' && annotations),
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: { ...plain.spec, version },
  };
}
