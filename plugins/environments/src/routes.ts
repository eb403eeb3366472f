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

/** The form of an environment that is there. */
export const changeRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/change',
});

/** A change that needs no form; `way` is one of `WAYS`. */
export const wayRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/:way',
});

/** Any plan, by its digest. */
export const planRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/plans/:digest',
});

export const upgradesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/classes/:class/upgrades',
});

export const orphansRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/orphans',
});

export const ledgerRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/ledger',
});
