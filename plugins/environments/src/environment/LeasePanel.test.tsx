import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { ago, environment } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderPages } from '../__testUtils__/renderPages';

const lifetime = async () =>
  within(await screen.findByRole('region', { name: 'Lifetime' }));

describe('lifetime of an environment', () => {
  it('says when it ends and sleeps and why, and is extended at once', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [
      environment('amara-demo', {
        state: 'Expiring',
        lease: {
          expiresAt: ago(-20),
          renewals: { used: 1, allowed: 2 },
          extendableTo: ago(-72),
          hibernatesAt: ago(-9),
          hibernatesBecause: 'idle',
          lastActivityAt: ago(3),
        },
      }),
    ];
    const { container } = renderPages('/amara-demo', fake);
    const panel = await lifetime();
    expect(panel.getByText('1 of 2 left')).toBeVisible();
    expect(
      panel.getByText(/If nothing is done with it until then/),
    ).toBeVisible();
    expect(panel.getByText(/^Then it ends/)).toHaveTextContent('2 d later');
    expect(await seriousFindings(container)).toEqual([]);

    await userEvent.click(panel.getByRole('button', { name: 'Extend' }));

    expect(await panel.findByText('0 of 2 left')).toBeVisible();
    expect(
      panel.getByText(/It cannot be extended now. Its class lets it/),
    ).toBeVisible();
    expect(panel.queryByRole('button', { name: 'Extend' })).toBeNull();
  });

  it('says why it was not extended', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [environment('amara-demo')];
    jest.spyOn(fake, 'extend').mockRejectedValue(
      await refusal(403, {
        name: 'NotAllowedError',
        message: 'Only the checkout team may extend amara-demo',
      }),
    );
    renderPages('/amara-demo', fake);
    const panel = await lifetime();
    await userEvent.click(panel.getByRole('button', { name: 'Extend' }));

    expect(await panel.findByRole('alert')).toHaveTextContent(
      'Only the checkout team may extend amara-demo',
    );
  });

  it('speaks of no end where there is none', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [environment('staging', { expiresAt: undefined })];
    renderPages('/staging', fake);
    const panel = await lifetime();

    expect(panel.getByText(/Never by itself/)).toBeVisible();
    expect(panel.queryByText('Extensions')).toBeNull();
  });
});
