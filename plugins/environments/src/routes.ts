import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** `/environments`: the list. */
export const rootRouteRef = createRouteRef();

export const newEnvironmentRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/new',
});

export const classesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/classes',
});

export const classRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/classes/:class',
});

export const environmentRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name',
});

export const destroyRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/destroy',
});

export const runRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/runs/:id',
});
