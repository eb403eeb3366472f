import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { HealthSource } from './HealthSource';

/** Where modules of the plugin `health` add what they watch. */
export interface HealthSourceExtensionPoint {
  addSource(source: HealthSource): void;
}

export const healthSourceExtensionPoint =
  createExtensionPoint<HealthSourceExtensionPoint>({ id: 'health.sources' });
