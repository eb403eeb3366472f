import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api/alpha';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { CostClient } from '@cairn/plugin-cost-common';
import { RiCoinLine } from '@remixicon/react';
import { costApiRef } from './api/costApi';
import { classRouteRef, environmentRouteRef, rootRouteRef } from './routes';

/** What costs are counted of: services, and environments as the catalog knows them. Sums of more are on the page of all costs. */
const COSTS = { $any: [{ kind: 'component' }, { kind: 'resource' }] };

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: costApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CostClient(deps),
    }),
});

/** One cache of answers for everything of this plugin. */
const wrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: async () => {
        const { CostQueries } = await import('./api/CostQueries');
        return {
          component: ({ children }) => <CostQueries>{children}</CostQueries>,
        };
      },
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/costs',
    routeRef: rootRouteRef,
    title: 'Costs',
    icon: <RiCoinLine />,
    loader: () => import('./overview/CostsPage').then(m => <m.CostsPage />),
  },
});

const content = EntityContentBlueprint.make({
  params: {
    path: '/cost',
    title: 'Cost',
    group: 'cost',
    icon: <RiCoinLine />,
    filter: COSTS,
    loader: () => import('./entity/EntityCost').then(m => <m.EntityCost />),
  },
});

const card = EntityCardBlueprint.make({
  name: 'month',
  params: {
    type: 'info',
    filter: COSTS,
    loader: () => import('./card/CostCard').then(m => <m.CostCard />),
  },
});

/** What things cost: the page of all, and an entity's tab and card. */
export const costPlugin = createFrontendPlugin({
  pluginId: 'cost',
  title: 'Costs',
  icon: <RiCoinLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: { environment: environmentRouteRef, class: classRouteRef },
  extensions: [api, wrapper, page, content, card],
});
