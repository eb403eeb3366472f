export { healthSourceExtensionPoint } from './extensions';
export type { HealthSourceExtensionPoint } from './extensions';
export type {
  HealthSource,
  Place,
  PlacedApplication,
  PlaceFacts,
} from './HealthSource';
export { parseLabelSelector } from './labelSelector';
export type { LabelSelector } from './labelSelector';
