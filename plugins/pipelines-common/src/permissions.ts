import { createPermission } from '@backstage/plugin-permission-common';

/** See the runs of an entity's pipelines and their logs. Decided per entity of the catalog. */
export const pipelineReadPermission = createPermission({
  name: 'pipeline.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Run a pipeline again, or stop one. Decided per entity of the catalog. */
export const pipelineRunPermission = createPermission({
  name: 'pipeline.run',
  attributes: { action: 'update' },
  resourceType: 'catalog-entity',
});

export const pipelinePermissions = [
  pipelineReadPermission,
  pipelineRunPermission,
];
