import { screen } from '@testing-library/react';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderWithApis } from '../__testUtils__/renderPages';
import { MyEnvironmentsCard } from './MyEnvironmentsCard';

describe('MyEnvironmentsCard', () => {
  it('shows what the person’s groups own, what needs somebody first', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [...someEnvironments];
    renderWithApis(<MyEnvironmentsCard />, { fake });

    await screen.findByText('amara-scratch');
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('checkout-split-payment'),
      expect.stringContaining('amara-scratch'),
      expect.stringContaining('checkout-voucher-codes'),
    ]);
  });

  it('offers to make one where there is none', async () => {
    renderWithApis(<MyEnvironmentsCard />, { fake: new FakeEnvironments() });

    expect(
      await screen.findByRole('link', { name: 'New environment' }),
    ).toHaveAttribute('href', '/environments/new');
  });
});
