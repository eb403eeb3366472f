import type {
  Drift,
  Environment,
  LedgerFact,
  Orphan,
} from '@cairn/plugin-environments-common';
import { sandbox, staging } from './classes';
import { ago, environment } from './environments';
import type { FakeEnvironments } from './FakeEnvironments';
import { changesOf } from './changes';
import { incomplete, receiptOf } from './receipts';
import { objectsOf } from './resources';

const OLDER = `sha256:${'0ddba11f'.repeat(8)}`;

const inSandbox = {
  class: { name: sandbox.name, version: sandbox.version },
  parameters: { size: 'small' },
  entities: [],
};

const inStaging = {
  class: { name: staging.name, version: staging.version },
  parameters: { revision: 'main', replicas: 2, storage: '1Gi', cache: true },
  entities: ['component:default/cart-api', 'component:default/checkout-api'],
};

/** One in each state that comes after a while. */
export const laterEnvironments: Environment[] = [
  environment('checkout-staging', {
    ...inStaging,
    state: 'Drifted',
    reason:
      'Three fields of two objects are not as the plan made them, and one object is gone.',
    since: ago(0.6),
    expiresAt: undefined,
    lease: {
      renewals: { used: 0, allowed: 0 },
      extendRefusal: 'It has no end that could be moved.',
      lastActivityAt: ago(0.6),
    },
  }),
  environment('amara-demo', {
    ...inSandbox,
    state: 'Expiring',
    reason: 'It ends in 20 hours and is destroyed then.',
    since: ago(4),
    expiresAt: ago(-20),
    outputs: { namespace: 'env-amara-demo' },
    lease: {
      expiresAt: ago(-20),
      renewals: { used: 1, allowed: 2 },
      extendableTo: ago(-72),
      hibernatesAt: ago(-9),
      hibernatesBecause: 'idle',
      lastActivityAt: ago(3),
    },
  }),
  environment('amara-last-call', {
    ...inSandbox,
    state: 'Expiring',
    reason: 'It ends in 50 minutes and is destroyed then.',
    since: ago(71),
    expiresAt: ago(-0.84),
    lease: {
      expiresAt: ago(-0.84),
      renewals: { used: 2, allowed: 2 },
      extendRefusal:
        'It was extended twice, as often as its class sandbox allows. Make a new one from the same parameters.',
      lastActivityAt: ago(30),
    },
  }),
  environment('checkout-nightly', {
    mode: 'hibernated',
    state: 'Hibernated',
    reason: 'Everything that runs is at zero since 20:00, by its schedule.',
    since: ago(6),
    lease: {
      expiresAt: ago(-50),
      renewals: { used: 0, allowed: 3 },
      extendableTo: ago(-168),
      wakesAt: ago(-5),
      lastActivityAt: ago(9),
    },
  }),
  environment('checkout-old-guard', {
    ...inSandbox,
    class: { name: sandbox.name, version: OLDER },
    upgrade: { version: sandbox.version },
  }),
  environment('checkout-older-still', {
    ...inSandbox,
    class: { name: sandbox.name, version: OLDER },
    upgrade: { version: sandbox.version },
  }),
  environment('half-gone', {
    ...inSandbox,
    state: 'Failed',
    reason: 'Its destroy left something: Namespace env-half-gone.',
    since: ago(1),
  }),
];

const drift: Drift = {
  observedAt: ago(0.002),
  resources: [
    {
      component: 'database',
      ref: {
        cluster: 'local',
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        namespace: 'env-checkout-staging',
        name: 'database',
      },
      kind: 'changed',
      message: '1 field is not as it was planned.',
      fields: [
        {
          path: '/spec/replicas',
          before: 1,
          after: 3,
          manager: 'kubectl-edit',
          changedAt: ago(0.6),
        },
      ],
    },
    {
      component: 'guard-rails',
      ref: {
        cluster: 'local',
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        namespace: 'env-checkout-staging',
        name: 'quota',
      },
      kind: 'changed',
      message: '2 fields are not as they were planned.',
      fields: [
        {
          path: '/spec/hard/pods',
          before: '20',
          after: '40',
          manager: 'kubectl-client-side-apply',
          changedAt: ago(2),
        },
        { path: '/spec/hard/services.loadbalancers', before: '0' },
      ],
    },
    {
      component: 'database',
      ref: {
        cluster: 'local',
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'env-checkout-staging',
        name: 'cache',
      },
      kind: 'missing',
      message: 'It is not there any more.',
      fields: [],
    },
  ],
  unknown: [
    {
      ref: {
        cluster: 'local',
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: 'argocd',
        name: 'cairn-checkout-staging-cart-api',
      },
      message: 'Argo CD did not answer within 5 seconds.',
    },
  ],
  accept: {
    parameters: { revision: 'main', replicas: 2, storage: '1Gi', cache: false },
    covers: 1,
    of: 4,
  },
};

const orphans: Orphan[] = [
  {
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: 'shared',
      name: 'old-demo-disk',
    },
    uid: '0f9c1c0e-7b5a-4f1c-9d0b-1f2e3d4c5b6a',
    environmentId: '5f0c2a1e-old-demo',
    environment: 'old-demo',
    firstSeenAt: ago(26),
    destroyable: true,
    message:
      'Its environment old-demo is destroyed, and its receipt does not name it. A plan can destroy it.',
  },
  {
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'larkfield-cart-api',
      name: 'copied-settings',
    },
    uid: '7d0a2b1c-1b2c-4d3e-8f9a-0b1c2d3e4f5a',
    environmentId: '00000000-dead-4bee-8000-000000000000',
    firstSeenAt: ago(3),
    destroyable: false,
    message:
      'Its label names an environment that was never here. Take the label away, or delete it where it was made.',
  },
];

const told: Array<[hoursAgo: number, fact: LedgerFact]> = [
  [
    70,
    {
      kind: 'plan',
      actor: 'user:default/amara.okafor',
      summary: 'Planned to create it: 12 create.',
    },
  ],
  [
    69.9,
    {
      kind: 'approval.requested',
      actor: 'user:default/amara.okafor',
      summary: 'Asked the platform team for a yes.',
    },
  ],
  [
    69,
    {
      kind: 'approval.approved',
      actor: 'user:default/priya.raman',
      summary: 'Said yes to the plan.',
    },
  ],
  [
    68.9,
    {
      kind: 'run.started',
      actor: 'user:default/amara.okafor',
      run: 'run-0001',
      summary: 'The run began.',
    },
  ],
  [
    68.8,
    {
      kind: 'run.taken-over',
      actor: 'system:worker',
      run: 'run-0001',
      summary: 'Another worker went on with it after 15 s without a sign.',
    },
  ],
  [
    68.7,
    {
      kind: 'run.finished',
      actor: 'user:default/amara.okafor',
      run: 'run-0001',
      summary: 'The run ended: everything is done.',
    },
  ],
  [
    20,
    {
      kind: 'warning',
      actor: 'system:lease',
      summary: 'Warned that it ends in 72 hours.',
    },
  ],
  [
    19,
    {
      kind: 'renewal',
      actor: 'user:default/amara.okafor',
      summary: 'Extended it by 72 hours.',
    },
  ],
];

/** Fills a fake with what has happened in a company of some days. */
export function fill(fake: FakeEnvironments, first: Environment[]) {
  fake.environments = [...first, ...laterEnvironments];
  fake.drifts.set('checkout-staging', drift);
  fake.orphans = orphans;
  for (const [hours, fact] of told) {
    fake.ledger.append(
      {
        environment: 'checkout-staging',
        digest: `sha256:${'5d1e8a07'.repeat(8)}`,
        ...fact,
      },
      ago(hours),
    );
  }
  fake.runs.keep({
    id: 'run-of-half-gone',
    environment: 'half-gone',
    digest: `sha256:${'0badcafe'.repeat(8)}`,
    action: 'destroy',
    state: 'Failed',
    message:
      'Namespace env-half-gone is still there: the finalizer kubernetes.io/pvc-protection holds it.',
    startedBy: 'system:lease',
    attempt: 2,
    createdAt: ago(1.1),
    startedAt: ago(1.1),
    finishedAt: ago(1),
    steps: [],
  });
  for (const name of ['old-demo', 'half-gone']) {
    const one = fake.environments.find(each => each.name === name);
    if (!one) continue;
    const receipt = receiptOf(
      one,
      {
        id: `run-of-${name}`,
        digest: `sha256:${'0badcafe'.repeat(8)}`,
        createdAt: ago(30.1),
        finishedAt: ago(30),
      },
      { changes: changesOf(objectsOf(one), []) },
      fake.ledger.head(),
    );
    fake.receipts.set(
      name,
      name === 'half-gone' ? incomplete(receipt) : receipt,
    );
  }
}
