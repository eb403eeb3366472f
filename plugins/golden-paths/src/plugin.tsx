import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { GoldenPathsClient } from '@cairn/plugin-golden-paths-common';
import { RiAddBoxLine } from '@remixicon/react';
import { goldenPathsApiRef } from './api/goldenPathsApi';
import {
  createRouteRef,
  environmentRouteRef,
  newEnvironmentRouteRef,
  taskRouteRef,
  tasksRouteRef,
  wizardRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: goldenPathsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GoldenPathsClient(deps),
    }),
});

const nameField = FormFieldBlueprint.make({
  name: 'service-name',
  params: { field: () => import('./fields/fields').then(m => m.nameField) },
});

const ownerField = FormFieldBlueprint.make({
  name: 'owner',
  params: { field: () => import('./fields/fields').then(m => m.ownerField) },
});

const systemField = FormFieldBlueprint.make({
  name: 'system',
  params: { field: () => import('./fields/fields').then(m => m.systemField) },
});

const environmentsField = FormFieldBlueprint.make({
  name: 'environments',
  params: {
    field: () => import('./fields/fields').then(m => m.environmentsField),
  },
});

/** Golden paths: the fields of their forms, and what asks for names and plans. */
export const goldenPathsPlugin = createFrontendPlugin({
  pluginId: 'golden-paths',
  title: 'Golden paths',
  icon: <RiAddBoxLine />,
  info: { packageJson: () => import('../package.json') },
  externalRoutes: {
    create: createRouteRef,
    wizard: wizardRouteRef,
    task: taskRouteRef,
    tasks: tasksRouteRef,
    newEnvironment: newEnvironmentRouteRef,
    environment: environmentRouteRef,
  },
  extensions: [api, nameField, ownerField, systemField, environmentsField],
});

const templates = SubPageBlueprint.make({
  name: 'templates',
  params: {
    path: 'templates',
    title: 'Golden paths',
    loader: () => import('./Pages').then(m => <m.GoldenPathPages />),
  },
});

const tasks = SubPageBlueprint.make({
  name: 'tasks',
  params: {
    path: 'tasks',
    title: 'Tasks',
    loader: () => import('./Pages').then(m => <m.TaskPages />),
  },
});

/**
 * In place of the scaffolder's own pages, at the same addresses, so that every link to them leads here: the list of golden
 * paths, the form with its plan, the tasks.
 */
export const goldenPathsScaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [templates, tasks],
});
