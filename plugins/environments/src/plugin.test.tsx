import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { entities } from '../dev/catalog';
import { environment } from '../dev/environments';
import environmentsPlugin from '.';

describe('environmentsPlugin', () => {
  it('brings its page, its client and its cache of answers', async () => {
    renderTestApp({
      features: [catalogPlugin, environmentsPlugin],
      initialRouteEntries: ['/environments'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities })],
        mockApis.discovery({ baseUrl: 'http://portal' }),
        mockApis.fetch({
          baseImplementation: async input =>
            Response.json(
              String(input).includes('/v1/environments?')
                ? { items: [environment('checkout-vouchers')], total: 1 }
                : [],
            ),
        }),
      ],
    });

    expect(await screen.findByText('checkout-vouchers')).toBeInTheDocument();
    expect(
      screen.getByText('1 environment, destroyed ones not counted'),
    ).toBeInTheDocument();
  });
});
