import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

async function changeDisk() {
  await userEvent.click(
    await screen.findByRole('button', { name: /Size of the database/ }),
  );
  await userEvent.click(await screen.findByRole('option', { name: '5Gi' }));
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'See the plan' }));
}

describe('ChangePage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fill(fake, someEnvironments);
    fake.priceList = undefined;
  });

  it('is filled in with what it has, and shows apart what is replaced and lost', async () => {
    const { container } = renderPages('/checkout-staging/change', fake);
    expect(
      await screen.findByText('That is the newest version of its class.'),
    ).toBeVisible();
    expect(await screen.findByDisplayValue('main')).toBeVisible();
    expect(
      screen.getByText('These are the parameters that it has.'),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
    await changeDisk();

    expect(
      await screen.findByText('1 object would be deleted and made again'),
    ).toBeVisible();
    expect(screen.getByText(/: what is on its disk is lost/)).toHaveTextContent(
      'database-disk',
    );
    expect(
      screen.getByText('11 to leave as they are', { exact: false }),
    ).toBeVisible();
    expect(
      screen.getByText('./cairn env update checkout-staging --set storage=5Gi'),
    ).toBeVisible();
    expect(await fake.listRuns('checkout-staging')).toEqual([]);
    expect(await seriousFindings(container)).toEqual([]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Apply this plan' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Change checkout-staging' }),
    ).toBeVisible();
    expect(await screen.findByText('Waiting to start 1 step.')).toBeVisible();
  });

  it('says what changed since a plan that is stale, and plans again', async () => {
    const plan = jest.spyOn(fake, 'plan');
    jest.spyOn(fake, 'apply').mockRejectedValueOnce(
      await refusal(409, {
        name: 'STALE_PLAN',
        message: 'The plan would no longer be the same',
        changes: ['StatefulSet database was changed by kubectl-edit'],
        differences: [
          {
            part: 'object',
            what: 'StatefulSet database was changed by kubectl-edit',
          },
        ],
      }),
    );
    renderPages('/checkout-staging/change', fake);
    await changeDisk();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Apply this plan' }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Nothing was written');
    await userEvent.click(screen.getByText('See what is different'));
    expect(
      screen.getByText('StatefulSet database was changed by kubectl-edit'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Plan again' }));

    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(plan).toHaveBeenCalledTimes(2);
    expect(plan.mock.calls[1]).toEqual(plan.mock.calls[0]);
  });
});
