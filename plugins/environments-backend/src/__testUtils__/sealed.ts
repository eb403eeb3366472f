import type { SealedFacts } from '../plans/seal';

/** What a digest covers, with something in every place. */
export const facts: SealedFacts = {
  action: 'create',
  environment: {
    name: 'shop',
    namespace: 'env-shop',
    owner: 'group:default/checkout-team',
    cluster: 'local',
  },
  beside: {
    environmentId: 'b4d7e6a0-0000-4000-8000-000000000001',
    expiresAt: '2026-01-04T00:00:00.000Z',
    lastRun: 'b4d7e6a0-0000-4000-8000-000000000002',
    clusterIdentity: 'cluster-1',
    engines: { kubernetes: 1 },
  },
  class: { name: 'sandbox', version: 'sha256:1' },
  mode: 'awake',
  parameters: { size: 'small', nested: { a: 1, b: [true, null] } },
  previous: {
    classVersion: 'sha256:0',
    parameters: { size: 'large' },
    mode: 'hibernated',
  },
  foreign: [
    {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'env-shop',
      name: 'notes',
    },
  ],
  changes: [
    {
      index: 0,
      component: 'namespace',
      engine: 'kubernetes',
      operation: 'create',
      ref: {
        cluster: 'local',
        apiVersion: 'v1',
        kind: 'Namespace',
        name: 'env-shop',
      },
      liveUid: '0c9a',
      object: { apiVersion: 'v1', kind: 'Namespace' },
      fields: [{ path: '/metadata/labels/a', before: 'b', after: 'c' }],
      takes: [{ manager: 'kubectl', fields: ['/metadata/labels/a'] }],
    },
  ],
  price: {
    currency: 'EUR',
    monthlyMicros: 18_250_000,
    lines: [
      {
        object: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: 'env-shop',
          name: 'web',
        },
        component: 'namespace',
        resource: 'cpu',
        quantity: 1,
        unit: 'core',
        copies: 2,
        monthlyMicros: 18_250_000,
        sku: 'compute-cpu',
      },
    ],
    unpriced: [
      {
        object: { apiVersion: 'batch/v1', kind: 'Job', name: 'import' },
        reason: 'because',
      },
    ],
    complete: false,
    priceList: { name: 'larkfield', digest: 'sha256:2' },
    ceilingMonthlyMicros: 95_000_000,
  },
  verdict: {
    allowed: true,
    revision: 'r1',
    rules: [{ id: 'a', passed: true }],
    violations: [
      {
        rule: 'a',
        title: 'A rule',
        severity: 'warn',
        message: 'Until 2026-01-04T00:00:00.000Z it passes.',
        approvers: ['group:default/platform-team'],
      },
    ],
  },
};

/** Every place in a value where something other than an object or a list stands. */
export function leaves(value: unknown, path: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) =>
        leaves(item, [...path, key]),
      )
    : [path];
}

/** The same with another value in one place. */
export function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) {
    return `${String(value)} changed`;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? changedAt(item, rest) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, item]) => [
      name,
      name === key ? changedAt(item, rest) : item,
    ]),
  );
}
