/** Annotation of an entity with a repository: `owner/name` at the Git host. Its pipelines are those of the entity. */
export const REPOSITORY_ANNOTATION = 'cairn.dev/repository';
