export { healthSourceExtensionPoint } from './extensions';
export type { HealthSourceExtensionPoint } from './extensions';
export type { HealthSource, Place, PlaceFacts } from './HealthSource';
