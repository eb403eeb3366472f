import type { Entity } from '@backstage/catalog-model';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeHealth } from '../../dev/FakeHealth';
import {
  ago,
  applicationOf,
  degraded,
  healthOf,
  healthy,
  placeOf,
  podOf,
  progressing,
  summaryOf,
  verdictOf,
  workloadOf,
} from '../../dev/health';
import {
  cartApi,
  FakeSignals,
  renderWithHealth,
} from '../__testUtils__/renderWithHealth';
import { HealthTab } from './HealthTab';

const REF = 'component:default/cart-api';

describe('HealthTab', () => {
  let fake: FakeHealth;

  beforeEach(() => {
    fake = new FakeHealth();
  });

  it('says the verdict and why first, then what it rests on', async () => {
    fake.entities = [
      healthOf(REF, {
        verdict: degraded,
        places: [
          placeOf('cart-api', {
            verdict: degraded,
            applications: [
              applicationOf('cart-api', {
                sync: 'OutOfSync',
                url: 'http://argocd.example/applications/cart-api',
                troubled: [
                  {
                    object: workloadOf('cart-api').ref,
                    sync: 'OutOfSync',
                    health: 'Degraded',
                    message: 'image cannot be pulled',
                  },
                ],
              }),
            ],
            workloads: [
              workloadOf('cart-api', {
                verdict: degraded,
                ready: 1,
                pods: [
                  podOf('cart-api-fine'),
                  podOf('cart-api-broken', {
                    ready: false,
                    trouble: 'ImagePullBackOff',
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
    ];
    const { container } = renderWithHealth(<HealthTab />, { fake });

    const [answer] = await screen.findAllByText(
      '1 of 3 pods is ready: the image cannot be pulled',
    );
    const signals = screen.getByRole('region', { name: 'Signals' });
    expect(
      answer.compareDocumentPosition(signals) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(within(signals).getByText('in the last 24 h')).toBeVisible();
    expect(within(signals).getAllByText('Not measured')).toHaveLength(3);

    const place = screen.getByRole('region', { name: 'Where it runs' });
    expect(within(place).getByText('Simulated')).toBeVisible();
    expect(within(place).getByText('Out of sync')).toBeVisible();
    expect(
      within(place).getByText(
        'Out of sync · Degraded · image cannot be pulled',
      ),
    ).toBeVisible();
    expect(
      within(place).getByRole('link', { name: /Open in Argo CD/ }),
    ).toHaveAttribute('href', 'http://argocd.example/applications/cart-api');
    expect(
      within(place)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      expect.stringContaining('Pod'),
      expect.stringContaining('cart-api-brokenImagePullBackOff'),
      expect.stringContaining('cart-api-fineReady'),
    ]);
    expect(
      within(place).getByRole('link', { name: /every object and its YAML/ }),
    ).toHaveAttribute('href', '/catalog/default/component/cart-api/kubernetes');

    const dependencies = screen.getByRole('region', { name: 'Dependencies' });
    expect(
      within(dependencies)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('pricing-apiDown'),
      expect.stringContaining('stock-apiHealthy'),
    ]);
    expect(
      screen.getByText('./cairn health component:default/cart-api'),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('lists what happened, newest first, with how often', async () => {
    fake.entities = [healthOf(REF)];
    renderWithHealth(<HealthTab />, { fake });

    const timeline = await screen.findByRole('region', { name: 'Timeline' });
    expect(
      within(timeline)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('Deploy'),
      expect.stringContaining('Scale'),
      expect.stringMatching(/Warning.*HTTP 503 4 times/),
    ]);
  });

  it('says what a change waits for, and since when', async () => {
    fake.entities = [healthOf(REF, { verdict: progressing, places: [] })];
    renderWithHealth(<HealthTab />, { fake });

    expect(await screen.findByText('Waiting for')).toBeVisible();
    expect(screen.getByText(/a rollback ends it sooner/)).toBeVisible();
    expect(screen.getByText(/since .*\(\d+ (s|min)\)/)).toBeVisible();
  });

  it('marks as old what nobody has seen for a while, and shows no green', async () => {
    fake.entities = [
      healthOf(REF, {
        observedAt: ago(3 * 60_000),
        places: [placeOf('cart-api', { observedAt: ago(3 * 60_000) })],
        dependencies: [],
      }),
    ];
    renderWithHealth(<HealthTab />, { fake });

    expect(
      await screen.findByText(/How it is now is not known/),
    ).toHaveTextContent('This was last seen 3 min ago.');
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
    expect(screen.getAllByText('Was healthy').length).toBeGreaterThan(1);
    expect(screen.getByText('Was synced')).toBeVisible();
  });

  it('takes the word of the backend that what is known is too old', async () => {
    fake.entities = [
      healthOf(REF, {
        observedAt: ago(20_000),
        verdict: verdictOf(
          'Unknown',
          'The API server has not answered since 10:42:03. When it was seen last, it was Healthy: 3 of 3 pods are ready',
          { reason: 'DataTooOld' },
        ),
      }),
    ];
    renderWithHealth(<HealthTab />, { fake });

    expect(
      await screen.findByText(/How it is now is not known/),
    ).toHaveTextContent('This was last seen 20 s ago.');
    expect(screen.getByText(/has not answered since/)).toBeVisible();
  });

  it('keeps what it knew when the portal no longer answers', async () => {
    fake.entities = [
      healthOf(REF, { observedAt: ago(2 * 60_000), places: [] }),
    ];
    const signals = new FakeSignals();
    renderWithHealth(<HealthTab />, { fake, signals });
    await screen.findByText('3 of 3 pods are ready', { selector: 'p' });

    fake.refuse = await refusal(503, {
      name: 'ServiceUnavailableError',
      message: 'The portal is starting.',
    });
    signals.changed(REF);

    expect(
      await screen.findByText(
        /could not be asked for again: The portal is starting/,
      ),
    ).toBeVisible();
    expect(
      screen.getByText('3 of 3 pods are ready', { selector: 'p' }),
    ).toBeVisible();
  });

  it('says how to have health where nothing says where it runs', async () => {
    fake.entities = [
      healthOf(REF, { configured: false, places: [], dependencies: [] }),
    ];
    const { container } = renderWithHealth(<HealthTab />, { fake });

    expect(
      await screen.findByText('Nothing says where Cart API runs'),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'annotation for catalog-info.yaml' }),
    ).toHaveTextContent('backstage.io/kubernetes-id: cart-api');
    expect(await seriousFindings(container)).toEqual([]);
  });

  it.each([
    [
      403,
      'NotAllowedError',
      'The health of Cart API could not be read: you may not',
    ],
    [404, 'NotFoundError', 'The health of Cart API could not be read'],
  ])('says what to do on a %d', async (status, name, title) => {
    fake.refuse = await refusal(status, { name, message: 'Because.' });
    const { container } = renderWithHealth(<HealthTab />, { fake });

    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText(title)).toBeVisible();
    expect(within(alert).getByText(/Ask .* group that owns it/)).toBeVisible();
    expect(within(alert).getByText(new RegExp(`^${status} · `))).toBeVisible();
    expect(
      within(alert).queryByRole('button', { name: 'Try again' }),
    ).toBeNull();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('offers to try again where something is away', async () => {
    fake.refuse = await refusal(503, {
      name: 'ServiceUnavailableError',
      message: 'The portal is starting.',
    });
    renderWithHealth(<HealthTab />, { fake });
    const again = await screen.findByRole('button', { name: 'Try again' });

    fake.refuse = undefined;
    fake.entities = [healthOf(REF)];
    await userEvent.click(again);

    expect(
      (await screen.findAllByText('3 of 3 pods are ready')).length,
    ).toBeGreaterThan(0);
  });

  it('shows that it loads', async () => {
    fake.getHealth = () => new Promise(() => {});
    renderWithHealth(<HealthTab />, { fake });

    expect(await screen.findByText('Loading health')).toBeInTheDocument();
  });

  it('opens only what needs somebody where it runs in many places', async () => {
    fake.entities = [
      healthOf(REF, {
        places: [
          placeOf('one'),
          placeOf('two'),
          placeOf('three', { verdict: degraded }),
        ],
      }),
    ];
    renderWithHealth(<HealthTab />, { fake });

    const places = await screen.findByRole('region', { name: 'Where it runs' });
    const heads = within(places)
      .getAllByRole('heading', { level: 4 })
      .map(heading => within(heading).getByRole('button'));
    expect(heads.map(head => head.getAttribute('aria-expanded'))).toEqual([
      'true',
      'false',
      'false',
    ]);
    expect(heads[0]).toHaveTextContent('three');
  });

  it('shows the first of many pods, those in trouble first, and all when asked', async () => {
    const pods = Array.from({ length: 50 }, (_, index) =>
      podOf(`pod-${String(index).padStart(2, '0')}`),
    );
    pods[49] = podOf('pod-49', { ready: false, trouble: 'CrashLoopBackOff' });
    fake.entities = [
      healthOf(REF, {
        places: [
          placeOf('one', {
            workloads: [
              workloadOf('big', {
                wanted: 50,
                ready: 49,
                pods,
                verdict: degraded,
              }),
              workloadOf('none', { wanted: 0, ready: 0, pods: [] }),
            ],
          }),
        ],
      }),
    ];
    renderWithHealth(<HealthTab />, { fake });

    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(11);
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      'pod-49CrashLoopBackOff',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 50 pods' }),
    );
    expect(within(table).getAllByRole('row')).toHaveLength(51);

    await userEvent.click(screen.getByRole('button', { name: /none/ }));
    expect(screen.getByText('It has no pod.')).toBeVisible();
  });

  it('asks again when it or what it depends on has changed, and only then', async () => {
    const dependency = 'component:default/stock-api';
    const health = healthOf(REF, {
      places: [],
      dependencies: [summaryOf(dependency)],
    });
    fake.entities = [health];
    const signals = new FakeSignals();
    const { unmount } = renderWithHealth(<HealthTab />, { fake, signals });
    await screen.findByText('3 of 3 pods are ready', { selector: 'p' });
    expect(signals.listeners).toBe(1);

    fake.entities = [{ ...health, verdict: degraded }];
    signals.changed('component:default/somebody-else');
    signals.changed(dependency);

    expect(await screen.findByText(degraded.message)).toBeVisible();
    expect(fake.asked).toEqual([[REF], [REF]]);
    unmount();
    expect(signals.listeners).toBe(0);
  });

  it('says of a system how its parts are', async () => {
    const entity: Entity = {
      ...cartApi,
      kind: 'System',
      metadata: { name: 'ordering', namespace: 'default' },
    };
    fake.entities = [
      healthOf('system:default/ordering', {
        places: [],
        dependencies: [],
        verdict: healthy,
        parts: [summaryOf(REF), summaryOf('component:default/checkout-api')],
      }),
    ];
    renderWithHealth(<HealthTab />, { fake, entity });

    const parts = await screen.findByRole('region', {
      name: 'What belongs to it',
    });
    await waitFor(() =>
      expect(within(parts).getAllByRole('listitem')).toHaveLength(2),
    );
  });
});
