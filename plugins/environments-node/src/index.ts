export type {
  Absence,
  EffectContext,
  Engine,
  Fence,
  FieldOwner,
  FoundObject,
  FoundObjects,
  Judgement,
  PlanContext,
  RenderContext,
  WatchedKind,
} from './Engine';
export type {
  ClassSources,
  EnvironmentClass,
  EnvironmentClasses,
  InvalidClass,
} from './EnvironmentClasses';
export { ENVIRONMENT_EVENTS_TOPIC } from './events';
export type { EnvironmentEvent } from './events';
export { environmentsEngineExtensionPoint } from './extensions';
export type { EnvironmentsEngineExtensionPoint } from './extensions';
export { FolderEnvironmentClasses } from './FolderEnvironmentClasses';
export { compileParametersSchema } from './parametersSchema';
export type { ParametersValidator } from './parametersSchema';
export {
  createEnvironmentConditionalDecision,
  environmentConditions,
  environmentResourceRef,
  isEnvironmentOwnerRule,
  isOfEnvironmentClassRule,
} from './permissions';
export type {
  AuthorizableEnvironment,
  EnvironmentsFilter,
} from './permissions';
export { environmentClassesServiceRef } from './service';
export { renderTemplate } from './template/renderTemplate';
export { confirmAbsent } from './objects/absence';
export { ClusterIdentities } from './objects/ClusterIdentities';
export { isAsPlanned } from './objects/comparable';
export { fieldConflicts, isNamed } from './objects/fieldConflicts';
export { fieldChanges, valueAt } from './objects/fieldChanges';
export { fieldMark } from './objects/fieldMark';
export type { FieldMark } from './objects/fieldMark';
export { fieldOwners, ownersOfFields } from './objects/fieldOwners';
export { findByLabel } from './objects/findByLabel';
export type { SearchedKind } from './objects/findByLabel';
export { isOwnNamespace } from './objects/NamespaceStates';
export { mapLimited } from './objects/mapLimited';
export { ObjectEffects } from './objects/ObjectEffects';
export { ObjectPlanner } from './objects/ObjectPlanner';
export type { PlanningContext, UnorderedChange } from './objects/outcome';
export { observeObjects } from './objects/observeObjects';
export type { Observation } from './objects/observeObjects';
export {
  isOwnedBy,
  OWNERSHIP_LABELS,
  withOwnership,
} from './objects/ownership';
export { judgeObject } from './objects/judgeObject';
export { readinessOf } from './objects/readiness';
export type { Readiness } from './objects/readiness';
