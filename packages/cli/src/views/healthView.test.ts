import type { EntityHealth, HealthVerdict } from '@cairn/plugin-health-common';
import { withoutColour } from '../output/Style';
import { renderTable } from '../output/table';
import { healthColumns, healthLines } from './healthView';

const now = Date.parse('2026-01-01T00:10:00Z');
const page = 'https://cairn.example/catalog/default/component/cart-api';

const degraded: HealthVerdict = {
  status: 'Degraded',
  reason: 'ImagePull',
  message: '1 of 3 pods is ready: the image cannot be pulled.',
  since: '2026-01-01T00:05:00Z',
  evidence: [
    { message: 'Pod cart-api-1: not\nfound', at: '2026-01-01T00:09:00Z' },
  ],
};

const health: EntityHealth = {
  entityRef: 'component:default/cart-api',
  verdict: { ...degraded, evidence: [], waitingFor: 'the image' },
  configured: true,
  observedAt: '2026-01-01T00:09:58Z',
  places: [
    {
      id: 'local/shop',
      title: 'Production',
      cluster: 'local',
      simulated: true,
      namespace: 'shop',
      verdict: degraded,
      applications: [
        {
          instance: 'local',
          name: 'cart-api',
          verdict: degraded,
          sync: 'Synced',
          health: 'Degraded',
          repository: 'r',
          path: 'p',
          targetRevision: 'main',
          revision: '0123456789abcdef',
          syncedAt: '2026-01-01T00:04:00Z',
          troubled: [],
        },
      ],
      workloads: [
        {
          ref: {
            cluster: 'local',
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'cart-api',
          },
          verdict: degraded,
          wanted: 3,
          ready: 1,
          images: [],
          pods: [
            {
              ref: {
                cluster: 'local',
                apiVersion: 'v1',
                kind: 'Pod',
                name: 'a',
              },
              phase: 'Running',
              ready: true,
              restarts: 2,
            },
          ],
        },
      ],
      timeline: [],
      observedAt: '2026-01-01T00:09:58Z',
    },
  ],
  signals: [
    {
      id: 'availability',
      title: 'Availability',
      value: 33,
      unit: '%',
      source: 'pods',
    },
    { id: 'errors', title: 'Errors', source: 'no metrics source' },
  ],
  dependencies: [
    {
      entityRef: 'resource:default/db',
      verdict: { ...degraded, status: 'Unknown', message: 'Not known.' },
    },
  ],
};

describe('health', () => {
  it('gives the answer first, then what it rests on', () => {
    expect(healthLines(health, { style: withoutColour, now, page })).toEqual([
      'cart-api  ▲ Degraded for 5 min: 1 of 3 pods is ready: the image cannot be pulled.',
      'Waits for: the image',
      'Availability: 33 % (pods)',
      '',
      'Production  ▲ Degraded for 5 min: 1 of 3 pods is ready: the image cannot be pulled.',
      'namespace shop in local, simulated: no container runs, seen 2 s ago',
      '· Pod cart-api-1: not found (1 min ago)',
      'ARGO CD   SYNC    HEALTH    LIVE           SYNCED',
      'cart-api  Synced  Degraded  0123456789  6 min ago',
      'WORKLOAD             READY  RESTARTS  STATUS    WHY',
      'Deployment/cart-api    1/3         2  Degraded  1 of 3 pods is ready: the image cannot be pulled.',
      '',
      'Depends on',
      '  resource:default/db  ? Unknown for 5 min: Not known.',
      '',
      `${page}/health`,
    ]);
  });

  it('says how to make it known where nothing says where it runs', () => {
    const [first] = healthLines(
      { ...health, configured: false },
      { style: withoutColour, now, page },
    );
    expect(first).toBe('Nothing says where component:default/cart-api runs.');
  });

  it('lists services, those without health too', () => {
    expect(
      renderTable(healthColumns(now), [
        { entityRef: health.entityRef, health },
        { entityRef: 'component:other/job' },
      ]),
    ).toEqual([
      'SERVICE    HEALTH        FOR     SEEN  WHY',
      'cart-api   ▲ Degraded  5 min  2 s ago  1 of 3 pods is ready: the image cannot be pulled.',
      'other/job  –               –        –  runs nowhere that Cairn looks at',
    ]);
  });
});
