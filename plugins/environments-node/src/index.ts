export type { EffectContext, Engine, RenderContext } from './Engine';
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
export { environmentClassesServiceRef } from './service';
