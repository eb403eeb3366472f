import { EntityProvider } from '@backstage/plugin-catalog-react';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeCost } from '../../dev/FakeCost';
import { renderCost } from '../__testUtils__/renderCost';
import { EntityCost } from './EntityCost';

const NOW = new Date('2026-11-22T14:30:00Z');

function renderTab(name: string, fake: FakeCost, search = '') {
  return renderCost(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { namespace: 'default', name },
      }}
    >
      <EntityCost />
    </EntityProvider>,
    fake,
    `/${search}`,
  );
}

describe('EntityCost', () => {
  let fake: FakeCost;

  beforeEach(() => {
    fake = new FakeCost(NOW);
  });

  it('says first how the month stands, then what it is made of', async () => {
    const { container } = renderTab('cart-api', fake);

    expect(
      await screen.findByText(
        /^Within budget: on course for \$\d+\.\d\d by the end of November, of a budget of \$40\.$/,
      ),
    ).toBeVisible();
    expect(screen.getAllByText(/Counted until 14:00 UTC/)).not.toHaveLength(0);
    expect(
      screen.getByRole('img', {
        name: /spent, .* forecast, of a budget of \$40/,
      }),
    ).toBeVisible();
    expect(screen.getByText(/mean of its last seven whole days/)).toBeVisible();
    expect(
      screen.getAllByText('Sample data for Larkfield, made up').length,
    ).toBeGreaterThan(0);
    const environments = within(
      screen.getByRole('region', { name: 'This month by environment' }),
    );
    expect(environments.getByText('Larkfield-cart-api')).toBeVisible();
    expect(
      screen.getByText(/no source of metrics, so nobody knows/),
    ).toBeVisible();
    expect(
      screen.getByText('./cairn cost component:default/cart-api'),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('leads to environments, and only to those that there are', async () => {
    renderTab('cart-api', fake);
    const region = await screen.findByRole('region', {
      name: 'This month by environment',
    });
    expect(
      await within(region).findByRole('link', { name: 'Amara-scratch' }),
    ).toHaveAttribute('href', '/environments/amara-scratch');
    expect(within(region).getAllByRole('link')).toHaveLength(1);
  });

  it('says what has no price, and since when it was not seen', async () => {
    const getReport = fake.getReport.bind(fake);
    jest.spyOn(fake, 'getReport').mockImplementation(async (...asked) => ({
      ...(await getReport(...asked)),
      unpriced: [
        {
          object: 'Pod larkfield-cart-api/worker-1',
          reason: 'Container main asks for no cpu',
          seenAt: new Date().toISOString(),
        },
      ],
    }));
    renderTab('cart-api', fake);
    const region = within(
      await screen.findByRole('region', { name: 'Without a price' }),
    );
    expect(
      region.getByText(/^Container main asks for no cpu, seen/),
    ).toBeVisible();
    expect(region.getByText(/unknown, not\s+free/)).toBeVisible();
  });

  it('shows the same as a table, split and as far back as the address says', async () => {
    const { container } = renderTab(
      'cart-api',
      fake,
      '?split=resource&days=30&view=table',
    );

    const table = await screen.findByRole('table', { name: '' });
    const heads = within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
    expect(heads).toEqual(['Day, UTC', 'Total', 'Cpu', 'Memory', 'Storage']);
    expect(within(table).getAllByRole('row')).toHaveLength(31);
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /^Sun, Nov 22 not the whole day/,
    );
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('is operated by keyboard', async () => {
    renderTab('cart-api', fake);
    const byResource = await screen.findByRole('radio', {
      name: 'By resource',
    });

    act(() => screen.getByRole('radio', { name: 'By environment' }).focus());
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(byResource).toBeChecked();
    expect(
      within(
        await screen.findByRole('list', { name: 'Series of the chart' }),
      ).getByText('Cpu'),
    ).toBeVisible();

    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    act(() => screen.getByRole('button', { name: 'Show as table' }).focus());
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('button', { name: 'Show as chart' }),
    ).toHaveFocus();
  });

  it.each([
    ['checkout-api', /^(Over|Will go over) budget: /],
    ['search-indexer', /^Within budget: on course for \$0 by the end/],
    ['payments-api', /so far in November; no budget is set\.$/],
  ])('answers for %s', async (name, sentence) => {
    renderTab(name, fake);
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it('calls a forecast that there is not unknown, never nothing', async () => {
    renderTab('payments-api', fake);
    const forecast = await screen.findByText('Forecast for November');
    expect(forecast.closest('div')).toHaveTextContent(
      /^Forecast for Novemberunknown/,
    );
    expect(screen.getByText('cairn.dev/monthly-budget')).toBeVisible();
    expect(
      screen.getByText('There are no rows of October to compare with.'),
    ).toBeVisible();
  });

  it('says how something comes to be counted where nothing was', async () => {
    const { container } = renderTab('loyalty-api', fake);
    expect(
      await screen.findByText('Nothing of loyalty-api was counted yet'),
    ).toBeVisible();
    expect(screen.getByText('backstage.io/kubernetes-id')).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it.each([
    [404, 'NotFoundError', /Ask its owner whether you may see/],
    [403, 'NotAllowedError', /you may not/],
    [503, 'ServiceUnavailableError', /See on the platform page/],
  ])(
    'says what happened where the server answers %d',
    async (status, name, now) => {
      fake.error = await refusal(status, { name, message: 'Because.' });
      const { container } = renderTab('cart-api', fake);

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        'The cost of cart-api could not be shown',
      );
      expect(alert).toHaveTextContent('Because.');
      expect(alert).toHaveTextContent(now);
      expect(await seriousFindings(container)).toEqual([]);

      fake.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText(/^Within budget: on/)).toBeVisible();
    },
  );

  it('shows the price list', async () => {
    renderTab('cart-api', fake);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Price list “larkfield-2026”',
      }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('Processor')).toBeVisible();
    expect(within(dialog).getByText(/\$0\.031611/)).toBeVisible();
    expect(within(dialog).getByText('$23.08')).toBeVisible();
    expect(await seriousFindings(dialog)).toEqual([]);
  });
});
