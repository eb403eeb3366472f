import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';

function file(path: string, content: string) {
  return { path, content, size: content.length, executable: false };
}

const price = {
  currency: 'USD',
  monthlyMicros: 12_400_000,
  lines: [],
  unpriced: [],
  complete: true,
  priceList: { name: 'larkfield', digest: 'sha256:aa' },
};

/** A plan of the example service, made just now. */
export function somePlan(name = 'checkout-vouchers'): GoldenPathPlan {
  const environment = `${name}-dev`;
  const now = Date.now();
  return {
    digest: `sha256:${'a1'.repeat(32)}`,
    template: 'template:default/node-service',
    owner: 'group:default/checkout-team',
    repository: {
      name,
      organization: 'larkfield',
      description: 'Vouchers at the checkout',
      url: `http://localhost:7009/larkfield/${name}`,
      files: [
        file('README.md', `# ${name}\n\nVouchers at the checkout.\n`),
        file(
          'catalog-info.yaml',
          `kind: Component\nmetadata:\n  name: ${name}\n`,
        ),
        file(
          'deploy/base/deployment.yaml',
          `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n`,
        ),
        file('src/app.ts', "import fastify from 'fastify';\n"),
      ],
    },
    entities: [`component:default/${name}`, `api:default/${name}`],
    environments: [
      {
        name: environment,
        class: 'service-dev',
        digest: `sha256:${'b2'.repeat(32)}`,
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
              name: `env-${environment}`,
            },
            object: {
              apiVersion: 'v1',
              kind: 'Namespace',
              metadata: { name: `env-${environment}` },
            },
            fields: [],
            warnings: [],
          },
        ],
        price,
        verdict: {
          allowed: true,
          revision: '2026.11.1',
          rules: [{ id: 'environment.owner-exists', passed: true }],
          violations: [],
        },
      },
    ],
    verdict: {
      allowed: true,
      revision: '2026.11.1',
      rules: [
        { id: 'pods.no-privileged', passed: true },
        { id: 'pods.run-as-non-root', passed: true },
      ],
      violations: [],
    },
    steps: [
      { id: 'repository', name: 'Make the repository' },
      { id: 'catalog', name: 'Take it into the catalog' },
      { id: 'environments', name: 'Make its environment and deploy it' },
    ],
    blockers: [],
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 3_600_000).toISOString(),
    requestedBy: 'user:default/amara.okafor',
  };
}
