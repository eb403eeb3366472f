import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';

const namespace = 'env-cart-preview';

function created(object: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: object };
  spec?: object;
}): EnvironmentPolicyInput['changes'][number] {
  const { apiVersion, kind, metadata } = object;
  return {
    component: 'namespace',
    engine: 'kubernetes',
    operation: 'create',
    resource: {
      apiVersion,
      kind,
      name: metadata.name,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    },
    object: { ...object },
  };
}

/** A request that breaks no rule of this repository's bundle. */
export function environmentRequest(
  change: Partial<EnvironmentPolicyInput> = {},
): EnvironmentPolicyInput {
  return {
    version: 1,
    action: 'create',
    subject: {
      user: 'user:default/amara.okafor',
      groups: ['group:default/checkout-team'],
      agent: false,
    },
    class: {
      name: 'sandbox',
      version: 'sha256:0',
      owner: 'group:default/platform-team',
      lifecycle: { ttlHours: 72, production: false },
      budget: { monthlyMicros: 50_000_000, currency: 'USD' },
    },
    environment: {
      name: 'cart-preview',
      namespace,
      owner: 'group:default/checkout-team',
    },
    parameters: {},
    changes: [
      created({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: namespace,
          labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      }),
      created({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'quota', namespace },
        spec: { hard: { 'limits.cpu': '2', 'limits.memory': '2Gi' } },
      }),
      created({
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'limits', namespace },
        spec: {
          limits: [
            { type: 'Container', default: { cpu: '250m', memory: '256Mi' } },
          ],
        },
      }),
      created({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default', namespace },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      }),
    ],
    cost: { monthlyMicros: 20_000_000, currency: 'USD' },
    catalog: { ownerExists: true },
    ...change,
  };
}
