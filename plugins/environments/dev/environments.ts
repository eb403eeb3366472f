import type { Environment } from '@cairn/plugin-environments-common';
import { sandbox, servicePreview } from './classes';

const HOUR = 3_600_000;
export const ago = (hours: number) =>
  new Date(Date.now() - hours * HOUR).toISOString();

/** An environment that is well; `changes` makes it another one. */
export function environment(
  name: string,
  changes: Partial<Environment> = {},
): Environment {
  const expiresAt = 'expiresAt' in changes ? changes.expiresAt : ago(-50);
  return {
    id: `5f0c2a1e-${name}`,
    name,
    title: name,
    owner: 'group:default/checkout-team',
    class: { name: servicePreview.name, version: servicePreview.version },
    cluster: 'local',
    namespace: `env-${name}`,
    mode: 'awake',
    lease: {
      expiresAt,
      renewals: { used: 0, allowed: 3 },
      ...(expiresAt ? { extendableTo: ago(-168) } : {}),
      lastActivityAt: ago(1),
    },
    parameters: {
      service: 'component:default/checkout-api',
      revision: 'main',
      replicas: 3,
    },
    entities: ['component:default/checkout-api'],
    state: 'Ready',
    reason: 'All 7 objects are there; checkout-api has 3 of 3 pods ready.',
    since: ago(2),
    conditions: [
      {
        type: 'Provisioned',
        status: 'True',
        reason: 'RunSucceeded',
        message: 'Everything that the plan names was made.',
        since: ago(2),
      },
      {
        type: 'Healthy',
        status: 'True',
        reason: 'AllReady',
        message: 'Every resource is ready.',
        since: ago(2),
      },
    ],
    observedAt: new Date(Date.now() - 9_000).toISOString(),
    outputs: {
      namespace: `env-${name}`,
      application: `http://127.0.0.1:7017/applications/argocd/cairn-${name}-checkout-api`,
    },
    createdAt: ago(2.2),
    createdBy: 'user:default/amara.okafor',
    expiresAt,
    ...changes,
  };
}

const inSandbox = {
  class: { name: sandbox.name, version: sandbox.version },
  parameters: { size: 'small' },
  entities: [],
};

/** What a company of some days has. */
export const someEnvironments: Environment[] = [
  environment('checkout-split-payment', {
    state: 'Degraded',
    reason:
      'checkout-api has 1 of 3 pods ready since 10:42: the image cannot be pulled.',
    since: ago(0.4),
    conditions: [
      {
        type: 'Provisioned',
        status: 'True',
        reason: 'RunSucceeded',
        message: 'Everything that the plan names was made.',
        since: ago(2),
      },
      {
        type: 'Healthy',
        status: 'False',
        reason: 'ImagePullBackOff',
        message: 'checkout-api has 1 of 3 pods ready',
        since: ago(0.4),
      },
    ],
  }),
  environment('checkout-voucher-codes'),
  environment('amara-scratch', {
    ...inSandbox,
    reason: 'All 5 objects are there.',
    outputs: { namespace: 'env-amara-scratch' },
    expiresAt: ago(-0.7),
  }),
  environment('payments-3ds', {
    owner: 'group:default/payments-team',
    state: 'Unknown',
    reason: 'The cluster has not answered for 4 minutes.',
    observedAt: ago(0.07),
    createdBy: 'user:default/tomas.lindqvist',
  }),
  environment('larder-experiment', {
    ...inSandbox,
    owner: 'group:default/data-team',
    state: 'Failed',
    reason: 'Its run stopped at step 4 of 5: the API server refused it.',
    expiresAt: undefined,
  }),
  environment('cart-refactor', {
    owner: 'group:default/storefront-team',
    createdAt: ago(140),
    expiresAt: ago(3),
  }),
  environment('old-demo', {
    ...inSandbox,
    state: 'Destroyed',
    reason: 'Everything it owned is gone.',
    since: ago(30),
    destroyedAt: ago(30),
    createdAt: ago(120),
  }),
];
