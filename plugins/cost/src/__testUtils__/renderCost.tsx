import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { CostApi } from '@cairn/plugin-cost-common';
import type { JSX } from 'react';
import { costApiRef } from '../api/costApi';
import { CostQueries } from '../api/CostQueries';
import { classRouteRef, environmentRouteRef, rootRouteRef } from '../routes';

const madeEnvironment = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { namespace: 'default', name: 'amara-scratch' },
  spec: { type: 'environment', owner: 'group:default/checkout-team' },
};

/** Renders an element with everything that the plugin's pages need, at an address. */
export function renderCost(element: JSX.Element, cost: CostApi, path = '/') {
  return renderInTestApp(<CostQueries>{element}</CostQueries>, {
    initialRouteEntries: [path],
    mountedRoutes: {
      '/costs': rootRouteRef,
      '/environments/:name': environmentRouteRef,
      '/environments/classes/:class': classRouteRef,
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
      [catalogApiRef, catalogApiMock({ entities: [madeEnvironment] })],
    ],
  });
}
