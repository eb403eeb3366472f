import { createApiRef } from '@backstage/frontend-plugin-api';
import type { HealthApi } from '@cairn/plugin-health-common';
import type { HealthCache } from './HealthCache';

/** Health as the backend tells it. */
export const healthApiRef = createApiRef<HealthApi>({
  id: 'plugin.health.api',
});

/** The answers that the page keeps, shared by tab, card and every table. */
export const healthCacheApiRef = createApiRef<HealthCache>({
  id: 'plugin.health.cache',
});
