import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** `/costs`. */
export const rootRouteRef = createRouteRef();

/** The page of an environment, where there is one. */
export const environmentRouteRef = createExternalRouteRef({
  params: ['name'],
  defaultTarget: 'environments.environment',
});

/** The page of an environment class, where there is one. */
export const classRouteRef = createExternalRouteRef({
  params: ['class'],
  defaultTarget: 'environments.class',
});
