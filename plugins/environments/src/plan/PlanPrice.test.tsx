import { priceOf, type Price } from '@cairn/plugin-cost-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { prices } from '../../dev/prices';
import { PlanPrice } from '@cairn/plugin-environments-react';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';

const budget = { monthlyMicros: 40_000_000, currency: 'USD' };

const deployment = (name: string, replicas: number, requests?: object) => ({
  component: 'service',
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'env-a' },
    spec: {
      replicas,
      template: {
        spec: { containers: [{ name: 'main', resources: { requests } }] },
      },
    },
  },
});

function renderPrice(price: Price | undefined) {
  return renderInTestApp(<PlanPrice price={price} budget={budget} />);
}

describe('PlanPrice', () => {
  it('says the price against the budget, and how it adds up', async () => {
    const { container } = renderPrice(
      priceOf([deployment('web', 2, { cpu: '500m', memory: '1Gi' })], prices),
    );

    expect(await screen.findByText('$23.36 a month')).toBeVisible();
    expect(
      screen.getByText('Within its class’s budget of $40 a month.'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'How it adds up: 2 lines' }),
    );
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'ObjectResourceRequestedA month',
      'Deployment webserviceCPU1 core in 2 copies$18.25',
      'Deployment webserviceMemory2 GiB in 2 copies$5.11',
      'Together$23.36',
    ]);
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('names what has no price, and says at least', async () => {
    const { container } = renderPrice(
      priceOf(
        [
          deployment('web', 1, { cpu: '1', memory: '1Gi' }),
          deployment('worker', 1),
        ],
        prices,
      ),
    );

    expect(
      await screen.findByText(/^At least \$\d+\.\d\d a month$/),
    ).toBeVisible();
    expect(
      screen.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      "Deployment worker: Container 'main' asks for no cpu.",
      "Deployment worker: Container 'main' asks for no memory.",
    ]);
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('says that it is more than the budget', async () => {
    renderPrice(
      priceOf([deployment('web', 9, { cpu: '1', memory: '1Gi' })], prices),
    );
    expect(
      await screen.findByText('More than its class’s budget of $40 a month.'),
    ).toBeVisible();
  });

  it('is unknown, not free, where there are no prices or nothing has one', async () => {
    renderPrice(undefined);
    expect(await screen.findByText('Unknown')).toBeVisible();
    expect(screen.getByText(/No price list is configured/)).toBeVisible();
  });

  it('is unknown where nothing of it has a price', async () => {
    renderPrice(priceOf([deployment('worker', 1)], prices));
    expect(await screen.findByText('Unknown')).toBeVisible();
    expect(
      screen.getByText(/budget of \$40 a month cannot be told/),
    ).toBeVisible();
    expect(screen.queryByText(/adds up/)).not.toBeInTheDocument();
  });
});
