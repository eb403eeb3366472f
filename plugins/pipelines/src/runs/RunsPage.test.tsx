import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelines } from '../../dev/FakePipelines';
import { someRun } from '../../dev/runs';
import { cartApi, renderTab } from '../__testUtils__/renderTab';

function rowOf(text: string | RegExp) {
  const row = screen.getByText(text).closest('[role="row"]');
  if (!(row instanceof HTMLElement)) throw new Error(`${text} is in no row`);
  return within(row);
}

describe('the runs of a service', () => {
  let fake: FakePipelines;
  beforeEach(() => {
    fake = new FakePipelines();
  });

  it('say how each is, of what, by whom, and what it waits for', async () => {
    const { container } = renderTab(fake);
    await screen.findByText('5 runs, newest first');

    const queued = rowOf('feat: take vouchers at the checkout');
    expect(queued.getByText('Queued')).toBeInTheDocument();
    expect(queued.getByText(/second in the queue/)).toBeInTheDocument();
    expect(queued.getByText(/^waits/)).toBeInTheDocument();
    const failed = rowOf('feat: count what is in the cart');
    expect(failed.getByText('Failed')).toBeInTheDocument();
    expect(failed.getByText('18 s')).toBeInTheDocument();
    expect(failed.getByRole('link', { name: /33333333/ })).toHaveAttribute(
      'href',
      'http://localhost:7009/larkfield/cart-api/commit/3',
    );
    expect(
      rowOf('feat: vouchers, first attempt').getByText('a-robot'),
    ).toBeInTheDocument();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('can be of one branch, which the address names', async () => {
    renderTab(fake, { path: '?branch=vouchers' });

    expect(await screen.findByText('2 runs on vouchers')).toBeInTheDocument();
    expect(
      screen.queryByText('fix: round the total once'),
    ).not.toBeInTheDocument();
  });

  it('say that a branch has none, and lead back to all', async () => {
    renderTab(fake, { path: '?branch=gone' });
    await screen.findByText('Nothing ran on gone');

    await userEvent.click(
      screen.getByRole('button', { name: 'Show all branches' }),
    );
    expect(await screen.findByText('5 runs, newest first')).toBeInTheDocument();
  });

  it('come in pages', async () => {
    fake.runs = Array.from({ length: 45 }, (_, index) => ({
      ...someRun('succeeded'),
      id: String(100 - index),
      commit: { ...someRun('succeeded').commit, message: `change ${index}` },
    }));
    renderTab(fake);
    await screen.findByText('45 runs, newest first');
    expect(screen.getByText('change 19')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByText('change 20')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByText('change 19')).not.toBeInTheDocument(),
    );
  });

  it('say how to get the first one', async () => {
    fake.runs = [];
    const { container } = renderTab(fake);

    expect(await screen.findByText('Nothing ran yet')).toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: 'command that makes a run' }),
    ).toHaveTextContent('git commit --allow-empty');
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('say how to add the repository where there is none', async () => {
    const listed = jest.spyOn(fake, 'listRuns');
    const { container } = renderTab(fake, {
      entity: {
        ...cartApi,
        metadata: { ...cartApi.metadata, annotations: {} },
      },
    });

    expect(
      await screen.findByRole('region', { name: 'The annotation' }),
    ).toHaveTextContent('cairn.dev/repository: OWNER/REPOSITORY');
    expect(listed).not.toHaveBeenCalled();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('say what is away, and what to do', async () => {
    jest.spyOn(fake, 'listRuns').mockRejectedValue(
      await refusal(503, {
        name: 'ServiceUnavailableError',
        message:
          'The pipeline runner at http://127.0.0.1:7025 does not answer.',
      }),
    );
    renderTab(fake);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The runs of Cart API could not be listed');
    expect(alert).toHaveTextContent('The pipeline runner');
    expect(
      within(alert).getByRole('link', { name: 'Open platform' }),
    ).toHaveAttribute('href', '/platform');
  });

  it('say that one may not see them', async () => {
    jest.spyOn(fake, 'listRuns').mockRejectedValue(
      await refusal(403, {
        name: 'NotAllowedError',
        message: 'You may not see the pipelines of component:default/cart-api.',
      }),
    );
    renderTab(fake);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'could not be listed: you may not',
    );
  });

  it('are marked as old while they cannot be asked for again', async () => {
    renderTab(fake);
    await screen.findByText('5 runs, newest first');
    jest.spyOn(fake, 'listRuns').mockRejectedValue(
      await refusal(503, {
        name: 'ServiceUnavailableError',
        message: 'The pipeline runner does not answer.',
      }),
    );

    // One of them moves, so they are asked for again soon.
    expect(
      await screen.findByText(/What you see was known/),
    ).toBeInTheDocument();
    expect(screen.getByText('fix: round the total once')).toBeInTheDocument();
  });
});
