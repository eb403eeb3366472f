import { renderInTestApp, mockApis } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { JSX } from 'react';
import { entities } from '../../dev/catalog';
import { FakeCosts } from '../../dev/FakeCosts';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { environmentCostApiRef } from '../api/costApi';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import { ApprovalPages } from '../approvals/ApprovalPages';
import { approvalsRouteRef } from '../approvals/routes';
import { Pages } from '../Pages';
import { rootRouteRef } from '../routes';

/** Renders an element with everything that the plugin's pages need, signed in as Amara of the checkout team. */
export function renderWithApis(
  element: JSX.Element,
  options: {
    fake: FakeEnvironments;
    costs?: FakeCosts;
    path?: string;
    mountPath?: string;
  },
) {
  const client = createQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retryDelay: 1 },
  });
  return renderInTestApp(
    <QueriesProvider client={client}>{element}</QueriesProvider>,
    {
      mountPath: options.mountPath,
      initialRouteEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/environments': rootRouteRef,
        '/approvals': approvalsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      config: {
        app: { baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost' },
        cairn: {
          clusters: [{ name: 'local', title: 'Local', simulated: true }],
        },
      },
      apis: [
        mockApis.identity({
          userEntityRef: 'user:default/amara.okafor',
          ownershipEntityRefs: [
            'user:default/amara.okafor',
            'group:default/checkout-team',
          ],
        }),
        [environmentsApiRef, options.fake],
        [environmentCostApiRef, options.costs ?? new FakeCosts()],
        [catalogApiRef, catalogApiMock({ entities })],
      ],
    },
  );
}

/** Renders the pages at an address below `/environments`. */
export function renderPages(
  path: string,
  fake: FakeEnvironments,
  costs?: FakeCosts,
) {
  return renderWithApis(<Pages />, {
    fake,
    costs,
    path: `/environments${path}`,
    mountPath: '/environments/*',
  });
}

/** Renders the pages at an address below `/approvals`. */
export function renderApprovals(path: string, fake: FakeEnvironments) {
  return renderWithApis(<ApprovalPages />, {
    fake,
    path: `/approvals${path}`,
    mountPath: '/approvals/*',
  });
}
