import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { FirstHourProgress } from '@cairn/plugin-first-hour-common';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { MemoryRouter } from 'react-router-dom';
import { type FirstHourApi, firstHourApiRef } from '../api/FirstHourApi';
import { Checklist } from './Checklist';

const DONE = '2026-01-01T10:00:00.000Z';

function progress(done: string[], dismissedAt?: string): FirstHourProgress {
  return {
    steps: (
      ['look-at-a-service', 'read-its-docs', 'make-an-environment'] as const
    ).map(step => ({ step, doneAt: done.includes(step) ? DONE : undefined })),
    dismissedAt,
  };
}

function open(change: Partial<FirstHourApi>) {
  const api: FirstHourApi = {
    progress: async () => progress([]),
    waits: async () => [],
    visited: async () => {},
    setDismissed: async () => progress([], DONE),
    ...change,
  };
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false } },
  });
  return render(
    <TestApiProvider apis={[[firstHourApiRef, api]]}>
      <QueryClientProvider client={queries}>
        <MemoryRouter
          future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
        >
          <Checklist />
        </MemoryRouter>
      </QueryClientProvider>
    </TestApiProvider>,
  );
}

describe('the checklist', () => {
  it('says what each step takes, and which is next', async () => {
    open({ progress: async () => progress(['look-at-a-service']) });

    expect(await screen.findByText('1 of 3 done')).toBeInTheDocument();
    const [first, second] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent('Look at a service');
    expect(first).toHaveTextContent('Done');
    expect(second).toHaveAttribute('aria-current', 'step');
    expect(second).toHaveTextContent('About 5 minutes');
  });

  it('says what a step waits for, and where to look when it does not come by itself', async () => {
    open({
      waits: async () => [
        {
          id: 'docs-generator',
          text: 'Docs, which is down',
          comes: false,
          seconds: Infinity,
        },
        {
          id: 'cluster:local',
          text: 'the cluster, about 6 minutes',
          comes: true,
          seconds: 360,
        },
      ],
    });

    expect(
      await screen.findByText(/Waits for the cluster, about 6 minutes/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'see Platform' })).toHaveAttribute(
      'href',
      '/platform',
    );
  });

  it('says nothing of waiting where the platform cannot be asked', async () => {
    open({ waits: () => Promise.reject(new Error('down')) });

    expect(await screen.findByText('0 of 3 done')).toBeInTheDocument();
    expect(screen.queryByText(/Waits for/)).not.toBeInTheDocument();
  });

  it('goes away when it is put away, and comes back', async () => {
    const setDismissed = jest.fn(async (away: boolean) =>
      progress(['look-at-a-service'], away ? DONE : undefined),
    );
    open({ setDismissed });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Put away' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show it' }),
    );

    expect(await screen.findByText('1 of 3 done')).toBeInTheDocument();
    expect(setDismissed.mock.calls).toEqual([[true], [false]]);
  });

  it('stays away, with a line that brings it back', async () => {
    open({ progress: async () => progress(['look-at-a-service'], DONE) });

    expect(await screen.findByText(/1 of 3 done/)).toBeInTheDocument();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('leaves nothing behind once it was all done', async () => {
    const { container } = open({
      progress: async () =>
        progress(
          ['look-at-a-service', 'read-its-docs', 'make-an-environment'],
          DONE,
        ),
    });
    await waitFor(() => expect(container).toBeEmptyDOMElement());
  });

  it('says so when everything is done', async () => {
    open({
      progress: async () =>
        progress(['look-at-a-service', 'read-its-docs', 'make-an-environment']),
    });
    expect(await screen.findByText('All done')).toBeInTheDocument();
  });

  it('says what is wrong and tries again', async () => {
    const ask = jest
      .fn<Promise<FirstHourProgress>, []>()
      .mockRejectedValueOnce(new Error('The database is away'))
      .mockResolvedValue(progress([]));
    open({ progress: ask });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('0 of 3 done')).toBeInTheDocument();
  });
});
