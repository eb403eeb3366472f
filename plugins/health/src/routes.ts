import { createExternalRouteRef } from '@backstage/frontend-plugin-api';

/** The page of an environment, of the plugin `environments` where the portal has it. */
export const environmentRouteRef = createExternalRouteRef({
  params: ['name'],
  defaultTarget: 'environments.environment',
});

/** Where one makes an environment. */
export const newEnvironmentRouteRef = createExternalRouteRef({
  defaultTarget: 'environments.newEnvironment',
});

/** A page of an entity's docs; they have Cairn's own guide, too. */
export const docsRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'techdocs.docRoot',
});
