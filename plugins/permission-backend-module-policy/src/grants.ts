/**
 * What a decision depends on:
 * - `everyone`: every signed-in user.
 * - `owners`: of a resource, those who own it; of a task, who started it. The platform group always.
 * - `platform`: the platform group.
 * - `nobody`: no person at all.
 */
export type Grant = 'everyone' | 'owners' | 'platform' | 'nobody';

/**
 * Every permission that Cairn knows, by name. What is not named here is denied to everybody.
 */
export const grants: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  // Catalog: everybody reads. What is in it comes from Git, so taking things in and out is the platform group's.
  ['catalog.entity.read', 'everyone'],
  ['catalog.location.read', 'everyone'],
  ['catalog.entity.validate', 'everyone'],
  ['catalog.entity.refresh', 'owners'],
  ['catalog.entity.create', 'platform'],
  ['catalog.entity.delete', 'platform'],
  ['catalog.location.create', 'platform'],
  ['catalog.location.delete', 'platform'],
  // Reads any URL that the backend may read.
  ['catalog.location.analyze', 'platform'],
  ['catalog.ingestion.read', 'platform'],
  ['catalog.ingestion.manage', 'platform'],

  // Golden paths: everybody uses them. Their tasks' logs may tell what they were given, so they are their starter's.
  ['scaffolder.template.parameter.read', 'everyone'],
  ['scaffolder.template.step.read', 'everyone'],
  ['scaffolder.action.execute', 'everyone'],
  ['scaffolder.task.create', 'everyone'],
  ['scaffolder.task.read', 'owners'],
  ['scaffolder.task.cancel', 'owners'],
  // Runs a template that the caller brings along, so it is for those who write them.
  ['scaffolder.template.dry-run', 'platform'],
  ['scaffolder.template.management', 'platform'],

  // Kubernetes: what the read-only credential sees.
  ['kubernetes.clusters.read', 'everyone'],
  ['kubernetes.resources.read', 'everyone'],
  // Would send any request with the portal's credential.
  ['kubernetes.proxy', 'nobody'],

  // Environments
  ['environment.read', 'everyone'],
  ['environment.plan', 'owners'],
  ['environment.apply', 'owners'],
  ['environment.destroy', 'owners'],
  // Everybody may be asked; whose yes counts is said by the verdict of the plan.
  ['environment.approve', 'everyone'],
  ['environment.audit', 'platform'],

  // Health, cost and pipelines of what a person may see in the catalog
  ['health.read', 'everyone'],
  ['cost.read', 'everyone'],
  ['pipeline.read', 'everyone'],
  ['pipeline.run', 'owners'],

  // Rules and the state of things: nothing in them is secret, and knowing them saves a question.
  ['policy.read', 'everyone'],
  ['platform.read', 'everyone'],
]);
