import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen } from '@testing-library/react';
import { FakeHealth } from '../../dev/FakeHealth';
import { degraded, healthOf, placeOf } from '../../dev/health';
import { renderWithHealth } from '../__testUtils__/renderWithHealth';
import { HealthCard } from './HealthCard';

const REF = 'component:default/cart-api';
const TAB = '/catalog/default/component/cart-api/health';

describe('HealthCard', () => {
  let fake: FakeHealth;

  beforeEach(() => {
    fake = new FakeHealth();
  });

  it('says how it is and why, and leads to what that rests on', async () => {
    fake.entities = [
      healthOf(REF, {
        verdict: degraded,
        places: [placeOf('one'), placeOf('two', { verdict: degraded })],
      }),
    ];
    const { container } = renderWithHealth(<HealthCard />, { fake });

    expect(await screen.findByText(degraded.message)).toBeVisible();
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['twoDegraded', 'oneHealthy']);
    expect(screen.getByRole('link', { name: 'Details' })).toHaveAttribute(
      'href',
      TAB,
    );
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('says where to look how to have it where there is none', async () => {
    fake.entities = [healthOf(REF, { configured: false, places: [] })];
    renderWithHealth(<HealthCard />, { fake });

    expect(
      await screen.findByRole('link', { name: 'See how to say it' }),
    ).toHaveAttribute('href', TAB);
  });

  it('is unknown, not healthy, where it cannot be read', async () => {
    fake.refuse = await refusal(403, {
      name: 'NotAllowedError',
      message: 'You may not see it.',
    });
    renderWithHealth(<HealthCard />, { fake });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'UnknownIt could not be read: You may not see it.',
    );
  });
});
