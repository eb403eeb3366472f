import { TestApiProvider } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter } from 'react-router-dom';
import { firstHourApiRef } from '../api/FirstHourApi';
import { VisitReporter } from './VisitReporter';

const catalog = catalogApiMock({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { namespace: 'default', name: 'cart-api' },
    },
  ],
});

function open(visited: jest.Mock) {
  return render(
    <TestApiProvider
      apis={[
        [
          firstHourApiRef,
          {
            visited,
            progress: jest.fn(),
            setDismissed: jest.fn(),
            waits: jest.fn(),
          },
        ],
        [catalogApiRef, catalog],
      ]}
    >
      <MemoryRouter
        initialEntries={['/']}
        future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
      >
        <VisitReporter />
        <Link to="/catalog/default/component/nothing">Nothing</Link>
        <Link to="/catalog/default/component/cart-api">Cart</Link>
        <Link to="/docs/default/component/cart-api">Docs</Link>
      </MemoryRouter>
    </TestApiProvider>,
  );
}

describe('VisitReporter', () => {
  it('tells of pages that are steps, and not of what is not in the catalog', async () => {
    const visited = jest.fn(async () => {});
    const { getByText } = open(visited);
    expect(visited).not.toHaveBeenCalled();

    await userEvent.click(getByText('Nothing'));
    await userEvent.click(getByText('Cart'));
    await waitFor(() => expect(visited).toHaveBeenCalledTimes(1));
    await userEvent.click(getByText('Docs'));
    await waitFor(() => expect(visited).toHaveBeenCalledTimes(2));

    expect(visited.mock.calls).toEqual([
      ['look-at-a-service'],
      ['read-its-docs'],
    ]);
  });

  it('is silent where it fails', async () => {
    const visited = jest.fn().mockRejectedValue(new Error('down'));
    const { getByText } = open(visited);

    await userEvent.click(getByText('Cart'));

    await waitFor(() => expect(visited).toHaveBeenCalledTimes(1));
  });
});
