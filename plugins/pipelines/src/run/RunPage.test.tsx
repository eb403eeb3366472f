import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelines } from '../../dev/FakePipelines';
import { cartApi, renderTab } from '../__testUtils__/renderTab';

const log = () => screen.findByRole('region', { name: /^Log: / });

describe('a run', () => {
  let fake: FakePipelines;
  beforeEach(() => {
    fake = new FakePipelines();
  });

  it('that failed says where first, and shows that step’s log', async () => {
    const { container } = renderTab(fake, { path: '/22' });

    expect(await screen.findByText(/failed: exit code 1/)).toBeInTheDocument();
    const region = await log();
    expect(region).toHaveAccessibleName('Log: test · Run the tests');
    expect(region).toHaveTextContent(
      'AssertionError: expected <b>3</b> to be 2',
    );
    expect(region.querySelector('b')).toBeNull();
    expect(region).not.toHaveTextContent('HEAD is now at');
    expect(within(region).getByText('FAIL')).toHaveAttribute(
      'data-color',
      'red',
    );
    const steps = within(screen.getByRole('list', { name: 'Steps of test' }));
    expect(steps.getByText('Skipped')).toBeInTheDocument();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('shows the whole log when asked, in lines that can be linked to', async () => {
    renderTab(fake, { path: '/22' });
    await log();
    await userEvent.click(screen.getByRole('link', { name: 'The whole log' }));

    const region = await log();
    await waitFor(() =>
      expect(region).toHaveAccessibleName('Log: The whole log'),
    );
    expect(screen.getByText('9 lines')).toBeInTheDocument();
    expect(region).toHaveTextContent('100% built');
    expect(region).not.toHaveTextContent('50%');
    const line = within(region).getByRole('link', { name: 'Line 7' });
    expect(line.getAttribute('href')).toContain('line=7');
    await userEvent.click(line);
    expect(line.closest('[data-chosen]')).not.toBeNull();
  });

  it('shows the line that the address names', async () => {
    renderTab(fake, { path: '/22?line=4' });

    const region = await log();
    expect(
      within(region)
        .getByRole('link', { name: 'Line 4' })
        .closest('[data-chosen]'),
    ).not.toBeNull();
  });

  it('finds in the log', async () => {
    renderTab(fake, { path: '/22?job=*' });
    await log();
    const field = screen.getByRole('searchbox', { name: 'Search in the log' });

    await userEvent.type(field, 'ERROR');
    expect(await screen.findByText('1 of 2 lines')).toBeVisible();
    await userEvent.type(field, '{Enter}');
    expect(screen.getByText('2 of 2 lines')).toBeVisible();
    await userEvent.type(field, '{Enter}');
    expect(screen.getByText('1 of 2 lines')).toBeVisible();
    await userEvent.type(field, ' nowhere');
    expect(await screen.findByText('Not found')).toBeVisible();
  });

  it('takes lines as they are printed', async () => {
    renderTab(fake, { path: '/23' });
    expect(await log()).toHaveTextContent('RUN v3.0.0');
    expect(
      screen.getByRole('button', { name: 'Stop following' }),
    ).toBeInTheDocument();

    act(() => fake.print('23', 'and one more'));
    expect(await screen.findByText('and one more')).toBeInTheDocument();
  });

  it('keeps what it has while the log cannot be asked for', async () => {
    renderTab(fake, { path: '/23' });
    await log();
    jest.spyOn(fake, 'getLog').mockRejectedValue(
      await refusal(503, {
        name: 'ServiceUnavailableError',
        message: 'The pipeline runner does not answer.',
      }),
    );

    expect(
      await screen.findByText(/What you see was known/),
    ).toBeInTheDocument();
    expect(await log()).toHaveTextContent('RUN v3.0.0');
  });

  it('draws only the lines in sight of fifty thousand, one of them huge', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}`);
    lines[3] = 'x'.repeat(1_000_000);
    lines[40_000] = 'the needle';
    fake.logs.set('21', []);
    fake.print('21', ...lines);
    renderTab(fake, { path: '/21' });

    expect(await screen.findByText('50,000 lines')).toBeInTheDocument();
    const region = await log();
    expect(within(region).getAllByRole('link').length).toBeLessThan(200);
    expect(region).toHaveTextContent('996,000 more characters');
    expect(region.textContent?.length).toBeLessThan(20_000);

    fireEvent.change(
      screen.getByRole('searchbox', { name: 'Search in the log' }),
      { target: { value: 'needle' } },
    );
    expect(await screen.findByText('1 of 1 line')).toBeInTheDocument();
    expect(await within(region).findByText('needle')).toBeInTheDocument();
  });

  it('says that the log is cut, or that there is none', async () => {
    fake.runs = fake.runs.map(run =>
      run.id === '20' ? { ...run, logTruncated: true } : run,
    );
    renderTab(fake, { path: '/20' });

    expect(await screen.findByText(/The log is cut/)).toBeInTheDocument();
    expect(await screen.findByText(/This run has no log/)).toBeInTheDocument();
  });

  it('is run again, and leads to the new run', async () => {
    renderTab(fake, { path: '/22' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run again' }),
    );

    expect(
      await screen.findByText('Waits for nothing: it starts in a moment.'),
    ).toBeInTheDocument();
    expect(fake.runs[0].repeats).toBe('22');
  });

  it('is stopped after a yes', async () => {
    const cancel = jest.spyOn(fake, 'cancel');
    renderTab(fake, { path: '/23' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop this run' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(cancel).not.toHaveBeenCalled();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Stop it' }),
    );
    expect(
      await screen.findByText('Stopped by Amara Okafor.'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says why one may not run it again', async () => {
    renderTab(fake, {
      path: '/22',
      may: false,
      // Answers about permissions are kept for an entity, across tests too.
      entity: {
        ...cartApi,
        metadata: { ...cartApi.metadata, name: 'payments-api' },
      },
    });

    expect(
      await screen.findByText(/Only the group that owns this/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Run again' })).toBeDisabled();
  });

  it('that is not there is said by its id', async () => {
    jest.spyOn(fake, 'getRun').mockRejectedValue(
      await refusal(404, {
        name: 'NotFoundError',
        message: 'larkfield/cart-api has no run 99.',
      }),
    );
    renderTab(fake, { path: '/99' });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The run 99 of Cart API could not be shown',
    );
  });
});
