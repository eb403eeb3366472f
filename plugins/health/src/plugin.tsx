import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HealthClient } from '@cairn/plugin-health-common';
import { RiHeartPulseLine } from '@remixicon/react';
import { healthApiRef, healthCacheApiRef } from './api/healthApi';
import { HealthCache } from './api/HealthCache';
import {
  docsRouteRef,
  environmentRouteRef,
  newEnvironmentRouteRef,
} from './routes';

/** What can run somewhere, or is made of what can. */
const watched: FilterPredicate = {
  $any: [
    { kind: 'component' },
    { kind: 'system' },
    { kind: 'resource', 'spec.type': 'environment' },
  ],
};

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: healthApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new HealthClient(deps),
    }),
});

const cache = ApiBlueprint.make({
  name: 'cache',
  params: defineParams =>
    defineParams({
      api: healthCacheApiRef,
      deps: { api: healthApiRef },
      factory: deps => new HealthCache(deps),
    }),
});

const content = EntityContentBlueprint.make({
  params: {
    path: '/health',
    title: 'Health',
    group: 'health',
    icon: <RiHeartPulseLine />,
    filter: watched,
    loader: () => import('./tab/HealthTab').then(m => <m.HealthTab />),
  },
});

const card = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: watched,
    loader: () => import('./overview/HealthCard').then(m => <m.HealthCard />),
  },
});

/** Health: an entity's tab and card, and what tables show of it. */
export const healthPlugin = createFrontendPlugin({
  pluginId: 'health',
  title: 'Health',
  icon: <RiHeartPulseLine />,
  info: { packageJson: () => import('../package.json') },
  externalRoutes: {
    environment: environmentRouteRef,
    newEnvironment: newEnvironmentRouteRef,
    docs: docsRouteRef,
  },
  extensions: [api, cache, content, card],
});
