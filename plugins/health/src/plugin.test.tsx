import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { healthOf } from '../dev/health';
import { cartApi } from './__testUtils__/renderWithHealth';
import healthPlugin from '.';

describe('healthPlugin', () => {
  it('brings its tab and its client', async () => {
    renderTestApp({
      features: [catalogPlugin, healthPlugin],
      initialRouteEntries: ['/catalog/default/component/cart-api/health'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [cartApi] })],
        mockApis.discovery({ baseUrl: 'http://portal' }),
        mockApis.permission(),
        mockApis.fetch({
          baseImplementation: async input =>
            String(input).endsWith('/v1/entities/component/default/cart-api')
              ? Response.json(healthOf('component:default/cart-api'))
              : new Response(null, { status: 404 }),
        }),
      ],
    });

    expect(
      await screen.findByText('./cairn health component:default/cart-api'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Health' })).toBeInTheDocument();
  });
});
