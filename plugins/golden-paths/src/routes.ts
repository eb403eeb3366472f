import { createExternalRouteRef } from '@backstage/frontend-plugin-api';

/** The form of a golden path. */
export const wizardRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
/** A task. */
export const taskRouteRef = createExternalRouteRef({
  params: ['taskId'],
  defaultTarget: 'scaffolder.ongoingTask',
});
/** All tasks. */
export const tasksRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.listTasks',
});
/** The list of golden paths. */
export const createRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});
/** A new environment. */
export const newEnvironmentRouteRef = createExternalRouteRef({
  defaultTarget: 'environments.newEnvironment',
});
/** An environment. */
export const environmentRouteRef = createExternalRouteRef({
  params: ['name'],
  defaultTarget: 'environments.environment',
});
