import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeCost } from '../../dev/FakeCost';
import type { Thing } from '../../dev/things';
import { renderCost } from '../__testUtils__/renderCost';
import { CostsPage } from './CostsPage';

const month = new Date().toISOString().slice(0, 7);

function manyThings(count: number): Thing[] {
  return Array.from({ length: count }, (_, index) => ({
    ref: `component:default/service-${index}`,
    owner: 'group:default/checkout-team',
    environments: { [`environment-${index}`]: 10_000 * (index + 1) },
    resources: {},
    since: 120,
    sample: false,
  }));
}

const rowNames = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent ?? '');

describe('CostsPage', () => {
  let fake: FakeCost;

  beforeEach(() => {
    fake = new FakeCost();
  });

  it('shows the month by group, largest first, and what nothing claims', async () => {
    const { container } = renderCost(<CostsPage />, fake);

    expect(
      await screen.findByText('4 groups, and what belongs to none'),
    ).toBeVisible();
    expect(rowNames()[0]).toBe('Storefront-team');
    expect(rowNames()).toContainEqual(
      'UnattributedRuns in a cluster, and no environment or label says whose it is',
    );
    expect(
      screen.getAllByRole('link', { name: 'Checkout-team' })[0],
    ).toHaveAttribute('href', '/catalog/default/group/checkout-team');
    expect(
      screen.getAllByText('Sample data for Larkfield, made up'),
    ).not.toHaveLength(0);
    expect(fake.asked[0]).toMatchObject({
      by: 'group',
      sort: 'micros',
      order: 'desc',
    });
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('goes to another dimension and sorts', async () => {
    renderCost(<CostsPage />, fake);
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Services' }),
    );

    expect(
      await screen.findByText('5 services, and what belongs to none'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Service/ }),
    );
    await waitFor(() =>
      expect(fake.asked[fake.asked.length - 1]).toMatchObject({
        by: 'entity',
        sort: 'title',
      }),
    );
  });

  it('searches at the server, and says where nothing matches', async () => {
    renderCost(<CostsPage />, fake, '/?by=entity');
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search' }),
      'zebra',
    );

    expect(await screen.findByText('No service matches')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all services' }),
    );
    expect(
      await screen.findByText('5 services, and what belongs to none'),
    ).toBeVisible();
  });

  it('turns pages at the server', async () => {
    fake.things = manyThings(60);
    renderCost(<CostsPage />, fake, '/?by=entity');

    expect(await screen.findByText('61 rows')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    await waitFor(() => expect(rowNames()).toHaveLength(11));
    expect(fake.asked[fake.asked.length - 1]).toMatchObject({ cursor: '50' });
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    await waitFor(() => expect(rowNames()).toHaveLength(50));
  });

  it('goes from month to month, not past this one', async () => {
    renderCost(<CostsPage />, fake, '/?month=2020-02');

    expect(
      await screen.findByText('Nothing was counted in February 2020'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show March 2020' }),
    );
    expect(
      await screen.findByText('Nothing was counted in March 2020'),
    ).toBeVisible();
    expect(fake.asked.map(asked => asked.month)).toEqual([
      '2020-02',
      '2020-03',
    ]);
  });

  it('does not forecast a month that is over', async () => {
    const before = new Date();
    before.setUTCDate(0);
    renderCost(
      <CostsPage />,
      fake,
      `/?month=${before.toISOString().slice(0, 7)}`,
    );
    expect(await screen.findByText(/in whole$/)).toBeVisible();
    expect(screen.queryByText(/^Forecast/)).not.toBeInTheDocument();
  });

  it('does not offer a month to come', async () => {
    renderCost(<CostsPage />, fake, `/?month=${month}`);
    const switcher = within(screen.getByRole('group', { name: 'Month' }));
    expect(switcher.getAllByRole('button')[1]).toBeDisabled();
    expect(
      await screen.findByText('4 groups, and what belongs to none'),
    ).toBeVisible();
  });

  it.each([
    [403, 'NotAllowedError'],
    [500, 'Error'],
  ])('says what happened where the server answers %d', async (status, name) => {
    fake.error = await refusal(status, { name, message: 'Because.' });
    renderCost(<CostsPage />, fake, '/?month=2026-11');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The costs of November 2026 could not be shown',
    );
    expect(alert).toHaveTextContent('Because.');
  });

  it('falls back to what it knows where the address is garbled', async () => {
    renderCost(
      <CostsPage />,
      fake,
      '/?by=everything&month=2026-13&sort=a&view=b',
    );
    expect(
      await screen.findByText('4 groups, and what belongs to none'),
    ).toBeVisible();
    expect(fake.asked[0]).toMatchObject({ by: 'group', sort: 'micros' });
    expect(fake.asked[0].month).toBeUndefined();
  });
});
