import type { ManifestPolicyInput } from '@cairn/plugin-policy-common';

const labels = {
  'app.kubernetes.io/name': 'cart-api',
  'backstage.io/kubernetes-id': 'cart-api',
};

/** Manifests that break no rule of this repository's bundle. */
export function manifestRequest(): ManifestPolicyInput {
  return {
    version: 1,
    source: 'larkfield/cart-api deploy/overlays/dev',
    objects: [
      {
        path: 'deploy/overlays/dev',
        object: {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'cart-api', labels },
          spec: { ports: [{ name: 'http', port: 8080 }] },
        },
      },
    ],
  };
}
