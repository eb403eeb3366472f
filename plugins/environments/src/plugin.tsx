import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api/alpha';
import {
  EntityContentBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { CostClient } from '@cairn/plugin-cost-common';
import { RiCheckDoubleLine, RiStackLine } from '@remixicon/react';
import { approvalRouteRef, approvalsRouteRef } from './approvals/routes';
import { environmentCostApiRef } from './api/costApi';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { HttpEnvironments } from './api/HttpEnvironments';
import { useEnvironmentLink } from './entity/useEnvironmentLink';
import {
  changeRouteRef,
  classesRouteRef,
  classRouteRef,
  destroyRouteRef,
  environmentRouteRef,
  ledgerRouteRef,
  newEnvironmentRouteRef,
  orphansRouteRef,
  planRouteRef,
  rootRouteRef,
  runRouteRef,
  upgradesRouteRef,
  wayRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: environmentsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new HttpEnvironments(deps),
    }),
});

const costApi = ApiBlueprint.make({
  name: 'cost',
  params: defineParams =>
    defineParams({
      api: environmentCostApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CostClient(deps),
    }),
});

/** One cache of answers for everything of this plugin. */
const wrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: async () => {
        const { createQueryClient, QueriesProvider } = await import(
          '@cairn/plugin-portal-react'
        );
        const client = createQueryClient();
        return {
          component: ({ children }) => (
            <QueriesProvider client={client}>{children}</QueriesProvider>
          ),
        };
      },
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/environments',
    routeRef: rootRouteRef,
    title: 'Environments',
    icon: <RiStackLine />,
    loader: () => import('./Pages').then(m => <m.Pages />),
  },
});

const approvalsPage = PageBlueprint.make({
  name: 'approvals',
  params: {
    path: '/approvals',
    routeRef: approvalsRouteRef,
    title: 'Approvals',
    icon: <RiCheckDoubleLine />,
    loader: () =>
      import('./approvals/ApprovalPages').then(m => <m.ApprovalPages />),
  },
});

const componentContent = EntityContentBlueprint.make({
  name: 'component',
  params: {
    path: '/environments',
    title: 'Environments',
    group: 'environments',
    icon: <RiStackLine />,
    filter: { kind: 'component' },
    loader: () =>
      import('./entity/EntityEnvironments').then(m => (
        <m.ComponentEnvironments />
      )),
  },
});

const groupContent = EntityContentBlueprint.make({
  name: 'group',
  params: {
    path: '/environments',
    title: 'Environments',
    group: 'environments',
    icon: <RiStackLine />,
    filter: { kind: 'group' },
    loader: () =>
      import('./entity/EntityEnvironments').then(m => <m.GroupEnvironments />),
  },
});

/** From the catalog's page about an environment to the one that says how it is. */
const iconLink = EntityIconLinkBlueprint.make({
  name: 'environment',
  params: {
    useProps: useEnvironmentLink,
    filter: { kind: 'resource', 'spec.type': 'environment' },
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-environments',
  params: {
    name: 'MyEnvironments',
    title: 'My environments',
    description:
      'State and time left of the environments that your groups own.',
    layout: { width: { minColumns: 4 }, height: { minRows: 3 } },
    components: () =>
      import('./home/MyEnvironments').then(m => ({
        Content: m.MyEnvironments,
      })),
  },
});

const approvalsWidget = HomePageWidgetBlueprint.make({
  name: 'approvals',
  params: {
    name: 'WaitsForYou',
    title: 'Waits for your yes',
    description: 'Plans that cannot be applied before you said yes.',
    layout: { width: { minColumns: 4 }, height: { minRows: 2 } },
    components: () =>
      import('./approvals/WaitsForMe').then(m => ({
        Content: m.WaitsForMe,
      })),
  },
});

/** Environments: list, page, new environment, runs, classes. */
export const environmentsPlugin = createFrontendPlugin({
  pluginId: 'environments',
  title: 'Environments',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    approvals: approvalsRouteRef,
    approval: approvalRouteRef,
    newEnvironment: newEnvironmentRouteRef,
    environment: environmentRouteRef,
    destroy: destroyRouteRef,
    run: runRouteRef,
    classes: classesRouteRef,
    class: classRouteRef,
    upgrades: upgradesRouteRef,
    change: changeRouteRef,
    way: wayRouteRef,
    plan: planRouteRef,
    orphans: orphansRouteRef,
    ledger: ledgerRouteRef,
  },
  extensions: [
    api,
    costApi,
    wrapper,
    page,
    approvalsPage,
    componentContent,
    groupContent,
    iconLink,
    approvalsWidget,
    homeWidget,
  ],
});
