import { ResponseError } from '@backstage/errors';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type {
  DependencyStatus,
  PlatformStatus,
} from '@cairn/plugin-platform-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { platformWatchApiRef, type PlatformView } from '../api/PlatformWatch';
import { PlatformBadge } from '../badge/PlatformBadge';
import { DependencyNotice } from '../notice/DependencyNotice';
import { rootRouteRef } from '../routes';
import { PlatformPage } from './PlatformPage';

const now = '2030-01-01T12:00:00.000Z';

function dependency(change: Partial<DependencyStatus>): DependencyStatus {
  return {
    id: 'git',
    title: 'Git host',
    description: 'Holds the repositories of your services.',
    state: 'ok',
    since: '2030-01-01T11:57:00.000Z',
    checkedAt: '2030-01-01T11:59:56.000Z',
    version: '1.26.0',
    latencyMs: 12,
    neededFor: ['New services from a golden path'],
    ...change,
  };
}

const argo = dependency({
  id: 'argocd:local',
  title: 'Argo CD',
  description: 'Deploys what Git says.',
  state: 'building',
  version: undefined,
  latencyMs: undefined,
  reason: 'Argo CD server is still being built',
  neededFor: ['New service previews'],
  progress: {
    step: 'compiling argocd (1 of 1)',
    fraction: 0.42,
    remainingSeconds: 221,
  },
  parts: [
    {
      name: 'argocd-server',
      title: 'Argo CD server',
      state: 'building',
      since: '2030-01-01T11:57:00.000Z',
      restarts: 0,
    },
  ],
});

function statusOf(...dependencies: DependencyStatus[]): PlatformStatus {
  return { time: now, overall: 'degraded', dependencies };
}

async function show(element: ReactElement, view: PlatformView) {
  const refresh = jest.fn(async () => {});
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [
          platformWatchApiRef,
          { view: () => view, subscribe: () => () => {}, refresh },
        ],
      ]}
    >
      {element}
    </TestApiProvider>,
    { mountedRoutes: { '/platform': rootRouteRef } },
  );
  return { refresh };
}

const fresh = (...dependencies: DependencyStatus[]): PlatformView => ({
  status: statusOf(...dependencies),
  receivedAt: Date.now(),
});

describe('PlatformPage', () => {
  it('answers first: everything works', async () => {
    await show(<PlatformPage />, fresh(dependency({})));
    expect(screen.getByRole('status')).toHaveTextContent('Everything works');
    const card = screen.getByRole('article', { name: 'Git host' });
    expect(card).toHaveTextContent('1.26.0');
    expect(card).toHaveTextContent(/Works.*since \d/);
    expect(card).toHaveTextContent('answered in 12 ms');
    expect(card).toHaveTextContent(
      'Needed for: New services from a golden path',
    );
  });

  it('shows what is being built, how far it is and what waits', async () => {
    await show(<PlatformPage />, fresh(dependency({}), argo));
    expect(screen.getByRole('status')).toHaveTextContent(
      'Argo CD is still being built: about 4 minutes leftWaits for it: New service previews',
    );
    const section = screen.getByRole('region', { name: 'Needs attention' });
    const card = within(section).getByRole('article', { name: 'Argo CD' });
    const progress = within(card).getByRole('progressbar', {
      name: 'Building Argo CD',
    });
    expect(progress).toHaveAttribute('aria-valuenow', '42');
    expect(card).toHaveTextContent('compiling argocd (1 of 1)');
    await userEvent.click(
      within(card).getByRole('button', { name: /1 program on this machine/ }),
    );
    expect(card).toHaveTextContent('Argo CD server');
  });

  it('shows a bar without a figure where it cannot be told', async () => {
    await show(
      <PlatformPage />,
      fresh({ ...argo, progress: { step: 'waiting for the compiler' } }),
    );
    expect(screen.getByRole('progressbar')).not.toHaveAttribute(
      'aria-valuenow',
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      /^Argo CD is still being built(?!:)/,
    );
  });

  it('says why something is down, what to do and what does not work', async () => {
    await show(
      <PlatformPage />,
      fresh(
        dependency({
          state: 'down',
          reason: 'connect ECONNREFUSED',
          action: 'Start it.',
          latencyMs: undefined,
        }),
      ),
    );
    const card = screen.getByRole('article', { name: 'Git host' });
    for (const text of [
      'Down',
      'connect ECONNREFUSED',
      'Start it.',
      'Does not work until then: New services from a golden path',
    ]) {
      expect(card).toHaveTextContent(text);
    }
  });

  it('says plainly that nodes are simulated', async () => {
    await show(
      <PlatformPage />,
      fresh(
        dependency({ notes: ['Its nodes are simulated: no container runs.'] }),
      ),
    );
    expect(screen.getByRole('article')).toHaveTextContent(
      'Its nodes are simulated: no container runs.',
    );
  });

  it('waits for the first answer without claiming anything', async () => {
    await show(<PlatformPage />, {});
    expect(screen.getByRole('status')).toHaveTextContent(
      'Asking how the platform is',
    );
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
  });

  it('says what to do where the backend does not answer', async () => {
    const { refresh } = await show(<PlatformPage />, {
      error: new TypeError('Failed to fetch'),
    });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The portal’s backend does not answer',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('says who can help where one may not see it, and offers no retry', async () => {
    const error = await ResponseError.fromResponse(
      new Response(
        '{"error":{"name":"NotAllowedError","message":"no"},"response":{"statusCode":403}}',
        { status: 403, headers: { 'content-type': 'application/json' } },
      ),
    );
    await show(<PlatformPage />, { error });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Your groups do not have the permission platform.read. Ask the platform team for it.',
    );
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [
      'the newest question was not answered',
      { error: new TypeError('Failed') },
    ],
    ['the answer is old', { receivedAt: Date.now() - 120_000 }],
  ])('shows nothing as working where %s', async (_, change) => {
    await show(<PlatformPage />, { ...fresh(dependency({})), ...change });
    expect(screen.getByRole('alert')).toBeVisible();
    expect(screen.queryByText('Everything works')).not.toBeInTheDocument();
    expect(screen.getByRole('article')).toHaveTextContent('Worked');
  });

  it('says so where nothing is watched', async () => {
    await show(<PlatformPage />, fresh());
    expect(screen.getByRole('status')).toHaveTextContent(
      'Nothing is watched yet',
    );
  });
});

describe('PlatformBadge', () => {
  it.each([
    ['all works', fresh(dependency({}))],
    ['nothing is known', {}],
    ['the backend is away', { ...fresh(argo), error: new Error('away') }],
    ['nothing was asked yet', fresh(dependency({ state: 'unknown' }))],
  ])('is nothing while %s', async (_, view) => {
    await show(
      <div data-testid="place">
        <PlatformBadge />
      </div>,
      view,
    );
    expect(screen.getByTestId('place')).toBeEmptyDOMElement();
  });

  it('counts what is wrong and says it in words', async () => {
    await show(
      <a href="/platform">
        Platform
        <PlatformBadge />
      </a>,
      fresh(argo, dependency({ state: 'down', reason: 'gone' })),
    );
    expect(
      screen.getByRole('link', {
        name: 'Platform, Git host is down: gone, Argo CD is still being built: about 4 minutes left',
      }),
    ).toHaveTextContent('2');
  });
});

describe('DependencyNotice', () => {
  it('says what waits, for what, how long, and where there is more', async () => {
    await show(
      <DependencyNotice id="argocd:local" waiting="New service previews" />,
      fresh(argo),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Argo CD is still being built: about 4 minutes left',
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'New service previews wait for it.',
    );
    expect(screen.getByRole('link', { name: 'See Platform' })).toHaveAttribute(
      'href',
      '/platform#dependency-argocd-local',
    );
  });

  it.each([
    ['it works', fresh({ ...argo, state: 'ok', progress: undefined })],
    ['it is not known', {}],
    ['nobody registered it', fresh(dependency({}))],
  ])('is nothing while %s', async (_, view) => {
    await show(
      <div data-testid="place">
        <DependencyNotice id="argocd:local" />
      </div>,
      view,
    );
    expect(screen.getByTestId('place')).toBeEmptyDOMElement();
  });
});
