import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Engine } from './Engine';

/** Where a module of the plugin `environments` adds its engine. */
export interface EnvironmentsEngineExtensionPoint {
  /** @throws Error where the id is taken. */
  addEngine(engine: Engine): void;
}

export const environmentsEngineExtensionPoint =
  createExtensionPoint<EnvironmentsEngineExtensionPoint>({
    id: 'environments.engines',
  });
