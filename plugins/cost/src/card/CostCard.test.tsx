import { EntityProvider } from '@backstage/plugin-catalog-react';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen } from '@testing-library/react';
import { FakeCost } from '../../dev/FakeCost';
import { renderCost } from '../__testUtils__/renderCost';
import { CostCard } from './CostCard';

function renderCard(name: string, fake: FakeCost) {
  return renderCost(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { namespace: 'default', name },
      }}
    >
      <CostCard />
    </EntityProvider>,
    fake,
  );
}

describe('CostCard', () => {
  const fake = () => new FakeCost(new Date('2026-11-22T14:30:00Z'));

  it('says what the month has cost, and how that stands against the budget', async () => {
    const { container } = renderCard('cart-api', fake());
    expect(await screen.findByText('so far in November')).toBeVisible();
    expect(screen.getByText('Within budget')).toBeVisible();
    expect(screen.getByText(/of a budget of/)).toHaveTextContent('$40');
    expect(
      screen.getByText('Sample data for Larkfield, made up'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'See by day' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart-api/cost',
    );
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('does not say nothing where it is not known', async () => {
    renderCard('loyalty-api', fake());
    expect(
      await screen.findByText(/^Unknown: nothing of it was/),
    ).toBeVisible();
  });

  it('says why it cannot tell', async () => {
    const broken = fake();
    broken.error = await refusal(500, { name: 'Error', message: 'Disk full' });
    renderCard('cart-api', broken);
    expect(await screen.findByRole('alert')).toHaveTextContent('Disk full');
  });
});
