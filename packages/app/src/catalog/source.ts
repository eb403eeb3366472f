import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { REPOSITORY_ANNOTATION } from '@cairn/plugin-pipelines-common';

/** `owner/name`; anything else is no repository. */
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

/** Whether it can be told where an entity's source is. */
export function hasSource({ metadata: { annotations = {} } }: Entity): boolean {
  return (
    REPOSITORY.test(annotations[REPOSITORY_ANNOTATION] ?? '') ||
    [ANNOTATION_SOURCE_LOCATION, ANNOTATION_LOCATION].some(annotation =>
      annotations[annotation]?.startsWith('url:'),
    )
  );
}

/**
 * The page of an entity's repository at the Git host.
 *
 * @param host - Address of the Git host.
 */
export function repositoryAddress(
  { metadata: { annotations = {} } }: Entity,
  host: string | undefined,
): string | undefined {
  const repository = annotations[REPOSITORY_ANNOTATION];
  return host && repository && REPOSITORY.test(repository)
    ? `${host.replace(/\/+$/, '')}/${repository}`
    : undefined;
}
