import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter } from 'react-router-dom';
import { firstHourApiRef } from '../api/FirstHourApi';
import { VisitReporter } from './VisitReporter';

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
      ]}
    >
      <MemoryRouter
        initialEntries={['/']}
        future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
      >
        <VisitReporter />
        <Link to="/catalog/default/component/cart-api">Cart</Link>
        <Link to="/docs/default/component/cart-api">Docs</Link>
      </MemoryRouter>
    </TestApiProvider>,
  );
}

describe('VisitReporter', () => {
  it('tells of pages that are steps, and of no other', async () => {
    const visited = jest.fn(async () => {});
    const { getByText } = open(visited);
    expect(visited).not.toHaveBeenCalled();

    await userEvent.click(getByText('Cart'));
    await userEvent.click(getByText('Docs'));

    expect(visited.mock.calls).toEqual([
      ['look-at-a-service'],
      ['read-its-docs'],
    ]);
  });

  it('is silent where it fails', async () => {
    const visited = jest.fn().mockRejectedValue(new Error('down'));
    const { getByText } = open(visited);

    await userEvent.click(getByText('Cart'));

    expect(visited).toHaveBeenCalledTimes(1);
  });
});
