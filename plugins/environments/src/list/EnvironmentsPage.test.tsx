import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { environment, someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderPages } from '../__testUtils__/renderPages';

describe('EnvironmentsPage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fake.environments = [...someEnvironments];
  });

  it('lists state with its word and reason, owner, class and lifetime, and counts honestly', async () => {
    const { container } = renderPages('', fake);

    const row = await screen.findByRole('row', {
      name: /checkout-split-payment/,
    });
    expect(within(row).getByText('Degraded')).toBeInTheDocument();
    expect(
      within(row).getByText(/the image cannot be pulled/),
    ).toBeInTheDocument();
    expect(within(row).getByText('service-preview')).toBeInTheDocument();
    expect(within(row).getByText(/left$/)).toBeInTheDocument();
    expect(
      screen.getByText('6 environments, destroyed ones not counted'),
    ).toBeInTheDocument();
    expect(screen.queryByText('old-demo')).not.toBeInTheDocument();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('takes its filters from the address and asks the server for them', async () => {
    const list = jest.spyOn(fake, 'listEnvironments');
    renderPages(
      '?search=3ds&owner=group:default/payments-team&state=Unknown&sort=createdAt&order=desc',
      fake,
    );

    expect(await screen.findByText('payments-3ds')).toBeInTheDocument();
    expect(screen.getByText('1 environment matches')).toBeInTheDocument();
    expect(list).toHaveBeenLastCalledWith({
      search: '3ds',
      owner: 'group:default/payments-team',
      class: undefined,
      state: ['Unknown'],
      upgrade: undefined,
      sort: 'createdAt',
      order: 'desc',
      limit: 25,
      cursor: undefined,
    });
  });

  it('shows those that could be upgraded', async () => {
    fake.environments = [
      environment('of-today'),
      { ...environment('of-old'), upgrade: { version: 'sha256:2' } },
    ];
    renderPages('?version=newer', fake);

    expect(await screen.findByText('of-old')).toBeInTheDocument();
    expect(screen.queryByText('of-today')).not.toBeInTheDocument();
    expect(screen.getByText('1 environment matches')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Newer one available/ }),
    ).toBeInTheDocument();
  });

  it('searches as one types', async () => {
    renderPages('', fake);
    await screen.findByText('cart-refactor');

    await userEvent.type(screen.getByLabelText('Search'), 'amara');

    await waitFor(() =>
      expect(screen.queryByText('cart-refactor')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('amara-scratch')).toBeInTheDocument();
  });

  it('pages by the cursor of the server', async () => {
    fake.environments = Array.from({ length: 30 }, (_, index) =>
      environment(`env-${String(index).padStart(2, '0')}`),
    );
    renderPages('', fake);
    await screen.findByText('env-00');
    expect(screen.queryByText('env-29')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: /next/i }));

    expect(await screen.findByText('env-29')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    expect(await screen.findByText('env-00')).toBeInTheDocument();
  });

  it('says what to do where there is nothing', async () => {
    fake.environments = [];
    renderPages('', fake);

    expect(
      await screen.findByText('There are no environments yet'),
    ).toBeInTheDocument();
    for (const link of screen.getAllByRole('link', {
      name: 'New environment',
    })) {
      expect(link).toHaveAttribute('href', '/environments/new');
    }
  });

  it('offers to clear filters that match nothing', async () => {
    renderPages('?search=no-such-thing', fake);
    await screen.findByText('No environment matches');

    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );

    expect(await screen.findByText('cart-refactor')).toBeInTheDocument();
  });

  it('says what failed, why, what to do and what to quote', async () => {
    const error = await refusal(503, {
      name: 'ServiceUnavailableError',
      message: 'The database did not answer within 2000 ms',
    });
    jest.spyOn(fake, 'listEnvironments').mockRejectedValue(error);
    renderPages('', fake);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The environments could not be listed');
    expect(alert).toHaveTextContent('The database did not answer');
    expect(alert).toHaveTextContent(/503 · POST \/v1\/plans · 20/);
    expect(
      within(alert).getByRole('link', { name: 'Open platform' }),
    ).toHaveAttribute('href', '/platform');
    expect(
      within(alert).getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('says so where one may not', async () => {
    jest.spyOn(fake, 'listEnvironments').mockRejectedValue(
      await refusal(403, {
        name: 'NotAllowedError',
        message: 'Unauthorized',
      }),
    );
    renderPages('', fake);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The environments could not be listed: you may not',
    );
  });
});
