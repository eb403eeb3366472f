import type {
  ApplicationHealth,
  EntityHealth,
  HealthStatus,
  HealthSummary,
  HealthVerdict,
  PlaceHealth,
  PodHealth,
  TimelineEntry,
  WorkloadHealth,
} from '@cairn/plugin-health-common';

const MINUTE = 60_000;

/** RFC 3339: so many milliseconds before now. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export function verdictOf(
  status: HealthStatus,
  message: string,
  more: Partial<HealthVerdict> = {},
): HealthVerdict {
  return {
    status,
    reason: 'RolloutComplete',
    message,
    since: ago(18 * MINUTE),
    evidence: [],
    ...more,
  };
}

export const healthy = verdictOf('Healthy', '3 of 3 pods are ready');

export const degraded = verdictOf(
  'Degraded',
  '1 of 3 pods is ready: the image cannot be pulled',
  {
    reason: 'ImagePull',
    evidence: [
      {
        message:
          'Container api of pod cart-api-7d4b9c6f5d-k2x8p: back-off pulling image registry.larkfield.example/cart-api:1.4.2',
        object: {
          cluster: 'local',
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: 'larkfield-cart-api',
          name: 'cart-api-7d4b9c6f5d-k2x8p',
        },
        at: ago(MINUTE),
      },
    ],
  },
);

export const progressing = verdictOf(
  'Progressing',
  '1 of 3 pods is ready, the rollout began 40 s ago',
  {
    reason: 'RolloutUnderWay',
    waitingFor:
      '2 pods to become ready. Kubernetes gives it up after 10 min; a new commit or a rollback ends it sooner.',
    since: ago(40_000),
  },
);

export function podOf(name: string, more: Partial<PodHealth> = {}): PodHealth {
  return {
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'larkfield-cart-api',
      name,
    },
    phase: 'Running',
    ready: true,
    restarts: 0,
    node: 'kwok-node-0',
    startedAt: ago(18 * MINUTE),
    ...more,
  };
}

export function workloadOf(
  name: string,
  more: Partial<WorkloadHealth> = {},
): WorkloadHealth {
  return {
    ref: {
      cluster: 'local',
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'larkfield-cart-api',
      name,
    },
    verdict: healthy,
    wanted: 3,
    ready: 3,
    images: ['registry.larkfield.example/cart-api:1.4.2'],
    pods: ['a', 'b', 'c'].map(end => podOf(`${name}-7d4b9c6f5d-k2x8${end}`)),
    ...more,
  };
}

export function applicationOf(
  name: string,
  more: Partial<ApplicationHealth> = {},
): ApplicationHealth {
  return {
    instance: 'local',
    name,
    verdict: verdictOf('Healthy', 'Live is what Git asks for'),
    sync: 'Synced',
    health: 'Healthy',
    repository: 'http://localhost:7009/larkfield/cart-api.git',
    path: 'deploy/base',
    targetRevision: 'main',
    revision: '4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d',
    syncedAt: ago(18 * MINUTE),
    troubled: [],
    ...more,
  };
}

export const timeline: TimelineEntry[] = [
  {
    at: ago(18 * MINUTE),
    type: 'deploy',
    message: 'Argo CD deployed 4f1c2d3 of larkfield/cart-api',
  },
  {
    at: ago(30 * MINUTE),
    type: 'scale',
    message: 'Deployment cart-api went from 2 to 3 copies',
  },
  {
    at: ago(26 * 60 * MINUTE),
    type: 'warning',
    message: 'Readiness probe failed: HTTP 503',
    count: 4,
    object: podOf('cart-api-7d4b9c6f5d-k2x8a').ref,
  },
];

export function placeOf(
  title: string,
  more: Partial<PlaceHealth> = {},
): PlaceHealth {
  return {
    id: `local/${title}`,
    title,
    cluster: 'local',
    simulated: true,
    namespace: `larkfield-${title}`,
    verdict: healthy,
    applications: [applicationOf('cart-api')],
    workloads: [workloadOf('cart-api')],
    timeline,
    observedAt: ago(2_000),
    ...more,
  };
}

export function summaryOf(
  entityRef: string,
  more: Partial<HealthSummary> = {},
): HealthSummary {
  return { entityRef, verdict: healthy, observedAt: ago(2_000), ...more };
}

export function healthOf(
  entityRef: string,
  more: Partial<EntityHealth> = {},
): EntityHealth {
  return {
    ...summaryOf(entityRef),
    configured: true,
    places: [placeOf('cart-api')],
    signals: [
      {
        id: 'availability',
        title: 'Ready pods',
        value: 100,
        unit: '%',
        source: 'Pods wanted and ready, now',
      },
      {
        id: 'restarts',
        title: 'Restarts',
        value: 4,
        unit: 'in the last 24 h',
        source: 'Restart counts of its containers',
      },
      {
        id: 'errors',
        title: 'Errors',
        source: 'No metrics source is configured',
      },
      {
        id: 'latency',
        title: 'Latency',
        source: 'No metrics source is configured',
      },
      {
        id: 'saturation',
        title: 'Saturation',
        source: 'No metrics source is configured',
      },
    ],
    dependencies: [
      summaryOf('component:default/stock-api'),
      summaryOf('component:default/pricing-api', {
        verdict: verdictOf('Down', 'None of 2 pods is ready: crash loop'),
      }),
    ],
    ...more,
  };
}
