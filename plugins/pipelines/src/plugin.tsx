import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api/alpha';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  PipelinesClient,
  REPOSITORY_ANNOTATION,
} from '@cairn/plugin-pipelines-common';
import { RiFlowChart } from '@remixicon/react';
import { pipelinesApiRef } from './api/pipelinesApi';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: pipelinesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new PipelinesClient(deps),
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

const tab = EntityContentBlueprint.make({
  params: {
    path: '/pipelines',
    title: 'Pipelines',
    group: 'pipelines',
    icon: <RiFlowChart />,
    filter: { kind: 'component' },
    loader: () => import('./PipelinesTab').then(m => <m.PipelinesTab />),
  },
});

const card = EntityCardBlueprint.make({
  name: 'last-run',
  params: {
    type: 'info',
    filter: {
      kind: 'component',
      [`metadata.annotations.${REPOSITORY_ANNOTATION}`]: { $exists: true },
    },
    loader: () => import('./card/PipelineCard').then(m => <m.PipelineCard />),
  },
});

/** Pipelines: a tab of a service with its runs, and a card with the last one. */
export const pipelinesPlugin = createFrontendPlugin({
  pluginId: 'pipelines',
  title: 'Pipelines',
  icon: <RiFlowChart />,
  info: { packageJson: () => import('../package.json') },
  extensions: [api, wrapper, tab, card],
});
