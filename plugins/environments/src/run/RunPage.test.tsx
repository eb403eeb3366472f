import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { environment } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderPages } from '../__testUtils__/renderPages';

async function startRun(fake: FakeEnvironments) {
  const plan = await fake.plan({
    action: 'create',
    class: 'sandbox',
    name: 'amara-scratch',
    owner: 'group:default/checkout-team',
    parameters: {},
  });
  return fake.apply(plan.digest);
}

describe('RunPage', () => {
  it('follows a run step by step as events come', async () => {
    const fake = new FakeEnvironments();
    const run = await startRun(fake);
    const asked = jest.spyOn(fake, 'getRun');
    const { container } = renderPages(`/amara-scratch/runs/${run.id}`, fake);
    expect(
      await screen.findByText('Waiting to start 5 steps.'),
    ).toBeInTheDocument();

    act(() => fake.advance());
    expect(
      await screen.findByText(
        '0 of 5 steps are done. Now: create Namespace env-amara-scratch.',
      ),
    ).toHaveAttribute('aria-live', 'polite');

    act(() => fake.advance());
    expect(await screen.findByText(/^1 of 5 steps are done/)).toBeVisible();
    const steps = within(
      screen.getByRole('group', { name: 'Steps of the run' }),
    ).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent('Succeeded');
    expect(steps[1]).toHaveTextContent('Running');
    expect(steps[2]).toHaveTextContent('Waiting');
    expect(await seriousFindings(container)).toEqual([]);

    act(() => {
      for (let step = 0; step < 4; step += 1) fake.advance();
    });
    expect(
      await screen.findByText('All 5 steps are done: amara-scratch is made.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open amara-scratch' }),
    ).toHaveAttribute('href', '/environments/amara-scratch');
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('asks again where events do not come', async () => {
    const fake = new FakeEnvironments();
    const run = await startRun(fake);
    jest.spyOn(fake, 'watchRun').mockRejectedValue(new TypeError('no stream'));
    renderPages(`/amara-scratch/runs/${run.id}`, fake);
    await screen.findByText('Waiting to start 5 steps.');

    fake.advance();

    expect(
      await screen.findByText(/^0 of 5 steps are done/),
    ).toBeInTheDocument();
  });

  it('says which step failed, why, and what to do', async () => {
    const fake = new FakeEnvironments();
    fake.failAt.set('amara-scratch', 1);
    const run = await startRun(fake);
    fake.advance();
    fake.advance();
    fake.advance();
    renderPages(`/amara-scratch/runs/${run.id}`, fake);

    expect(
      await screen.findByText('It failed after 1 of 5 steps.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The API server refused it: quota exceeded.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Destroy what was made' }),
    ).toHaveAttribute('href', '/environments/amara-scratch/destroy');
  });

  it('is stopped after a yes, and goes on from where it stopped', async () => {
    const fake = new FakeEnvironments();
    const run = await startRun(fake);
    fake.advance();
    fake.advance();
    const { container } = renderPages(`/amara-scratch/runs/${run.id}`, fake);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop this run…' }),
    );
    expect((await fake.getRun(run.id)).cancelRequestedBy).toBeUndefined();
    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));
    expect(await screen.findByText(/asked for its end/)).toBeVisible();

    act(() => fake.advance());
    expect(
      await screen.findByText('It was stopped after 2 of 5 steps.'),
    ).toBeInTheDocument();
    // What is not done waits for nothing any more.
    expect(screen.getAllByText('Not begun')).toHaveLength(3);
    expect(screen.queryByText('Waiting')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Destroy what was made' }),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);

    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Waiting to start 5 steps.')).toBeVisible();
    expect(screen.getByText('Attempt').nextSibling).toHaveTextContent('2');
    act(() => fake.advance());
    expect(
      await screen.findByText(/^2 of 5 steps are done. Now: create/),
    ).toBeVisible();
  });

  it('shows side by side what goes side by side, each with why it waits', async () => {
    const fake = new FakeEnvironments();
    fake.priceList = undefined;
    const { digest } = await fake.plan({
      action: 'create',
      class: 'staging',
      name: 'whole',
      owner: 'group:default/checkout-team',
      parameters: {},
    });
    const run = await fake.apply(digest);
    for (let step = 0; step < 10; step += 1) fake.advance();
    renderPages(`/whole/runs/${run.id}`, fake);

    expect(
      await screen.findByText('These do not wait for each other:'),
    ).toBeVisible();
    for (const component of ['cart', 'checkout']) {
      expect(
        within(
          screen.getByRole('list', { name: `Steps of ${component}` }),
        ).getByText(/^Waiting for Argo CD: 1 of 3 pods/),
      ).toBeVisible();
    }
  });

  it('offers to put back what a failed update has changed', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [environment('cart-refactor')];
    const { digest } = await fake.plan({
      action: 'hibernate',
      environment: 'cart-refactor',
    });
    const run = await fake.apply(digest);
    fake.failAt.set('cart-refactor', run.steps[0].index);
    fake.advance();
    fake.advance();
    renderPages(`/cart-refactor/runs/${run.id}`, fake);

    expect(
      await screen.findByRole('link', { name: 'Put back what it was' }),
    ).toHaveAttribute('href', '/environments/cart-refactor/repair');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Waiting to start 1 step.')).toBeVisible();
  });
});
