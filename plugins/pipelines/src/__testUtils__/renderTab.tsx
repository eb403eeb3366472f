import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import type { JSX } from 'react';
import type { FakePipelines } from '../../dev/FakePipelines';
import { pipelinesApiRef } from '../api/pipelinesApi';
import { PipelinesTab } from '../PipelinesTab';

export const cartApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart-api',
    namespace: 'default',
    title: 'Cart API',
    annotations: { 'cairn.dev/repository': 'larkfield/cart-api' },
  },
  spec: { type: 'service', owner: 'storefront-team', lifecycle: 'production' },
};

/** Renders something of an entity's page, as somebody who may or may not run its pipelines. */
export function renderOfEntity(
  element: JSX.Element,
  options: {
    fake: FakePipelines;
    entity?: Entity;
    may?: boolean;
    path?: string;
  },
) {
  const { fake, entity = cartApi, may = true, path = '' } = options;
  const client = createQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retryDelay: 1 },
  });
  return renderInTestApp(
    <QueriesProvider client={client}>
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </QueriesProvider>,
    {
      mountPath: '/pipelines/*',
      initialRouteEntries: [`/pipelines${path}`],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        mockApis.identity({ userEntityRef: 'user:default/amara.okafor' }),
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
        [pipelinesApiRef, fake],
        [
          permissionApiRef,
          {
            authorize: async () => ({
              result: may ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            }),
          },
        ],
      ],
    },
  );
}

/** Renders the tab at an address below its own. */
export function renderTab(
  fake: FakePipelines,
  options: { entity?: Entity; may?: boolean; path?: string } = {},
) {
  return renderOfEntity(<PipelinesTab />, { fake, ...options });
}
