import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { RiPulseLine } from '@remixicon/react';
import { platformWatchApiRef } from './api/PlatformWatch';
import { PollingPlatformWatch } from './api/PollingPlatformWatch';
import { rootRouteRef } from './routes';

const watch = ApiBlueprint.make({
  name: 'watch',
  params: defineParams =>
    defineParams({
      api: platformWatchApiRef,
      deps: {
        discovery: discoveryApiRef,
        fetch: fetchApiRef,
        signals: signalApiRef,
      },
      factory: deps => new PollingPlatformWatch(deps),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/platform',
    routeRef: rootRouteRef,
    title: 'Platform',
    icon: <RiPulseLine />,
    loader: () => import('./page/PlatformPage').then(m => <m.PlatformPage />),
  },
});

/** What the portal depends on, and how it is. */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  title: 'Platform',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [watch, page],
});
