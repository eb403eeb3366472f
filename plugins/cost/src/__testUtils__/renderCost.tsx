import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { CostApi } from '@cairn/plugin-cost-common';
import type { JSX } from 'react';
import { costApiRef } from '../api/costApi';
import { CostQueries } from '../api/CostQueries';
import { rootRouteRef } from '../routes';

/** Renders an element with everything that the plugin's pages need, at an address. */
export function renderCost(element: JSX.Element, cost: CostApi, path = '/') {
  return renderInTestApp(<CostQueries>{element}</CostQueries>, {
    initialRouteEntries: [path],
    mountedRoutes: {
      '/costs': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    config: {
      app: { baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost' },
      organization: { name: 'Larkfield' },
    },
    apis: [
      mockApis.identity({ userEntityRef: 'user:default/amara.okafor' }),
      [costApiRef, cost],
    ],
  });
}
