import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { someRuns } from '../dev/runs';
import { cartApi } from './__testUtils__/renderTab';
import pipelinesPlugin from '.';

function open(path: string) {
  return renderTestApp({
    features: [catalogPlugin, pipelinesPlugin],
    initialRouteEntries: [path],
    apis: [
      [catalogApiRef, catalogApiMock({ entities: [cartApi] })],
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.permission(),
      mockApis.fetch({
        baseImplementation: async input => {
          const url = new URL(String(input));
          if (url.pathname.endsWith('/runs')) {
            return Response.json({ items: someRuns, total: someRuns.length });
          }
          return url.pathname.endsWith('/log')
            ? Response.json({ lines: [], complete: true })
            : Response.json(someRuns[2]);
        },
      }),
    ],
  });
}

const tab = '/catalog/default/component/cart-api/pipelines';

describe('pipelinesPlugin', () => {
  it('brings the tab of a component, its client and its cache of answers', async () => {
    open(tab);

    expect(await screen.findByText('5 runs, newest first')).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('row')
        .map(row => row.getAttribute('data-href'))
        .filter(Boolean),
    ).toEqual(['24', '23', '22', '21', '20'].map(id => `${tab}/${id}`));
  });

  it('brings the page of a run, with a way back to all', async () => {
    open(`${tab}/22`);

    expect(await screen.findByText(/exit code 1/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All runs of Cart API' }),
    ).toHaveAttribute('href', tab);
  });
});
