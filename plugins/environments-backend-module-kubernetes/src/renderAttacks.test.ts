import {
  classComponentSchema,
  type DesiredResource,
} from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import fc from 'fast-check';
import { renderObjects } from './renderObjects';

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: '\${{ environment.namespace }}', labels: { asked: '\${{ parameters.label }}' } }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: \${{ parameters.name }}
  namespace: \${{ parameters.namespace }}
  annotations: { note: 'by \${{ parameters.note }}' }
spec:
  replicas: \${{ parameters.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:\${{ parameters.note }}
          command: [run, "--greeting=\${{ parameters.note }}"]
---
apiVersion: v1
kind: Secret
metadata: { name: cairn-credentials }
stringData: { value: '\${{ parameters.note }}' }
`;

/** Texts that mean something to what reads them carelessly. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'x\n---\napiVersion: v1\nkind: ClusterRole',
    'x"}, {"kind": "Pod',
    '"\n  hostNetwork: true\n  x: "',
    '${{ environment.id }}',
    '}}${{ parameters.constructor.constructor("return process")() }}',
    '{% set x = cycler.__init__.__globals__ %}{{ 7*7 }}',
    '!!js/function "function(){ return process.env }"',
    '&a [*a, *a]',
    '*secret',
    '<<: *defaults',
    'kube-system',
    'env-other',
    'env-shop-other',
    'env-shop--x/../../kube-system',
    '../kube-system',
    'env-shop\u0000',
    '..',
    '%2e%2e%2f',
    '__proto__',
    'constructor',
    '\u202e\ufeff',
  ),
);
/** As parameters arrive: JSON written and read again knows no negative zero. */
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value): unknown => JSON.parse(JSON.stringify(value)));
const anything = fc.oneof(
  hostile,
  json,
  fc.constant({ __proto__: { polluted: true } }),
);

const context = (parameters: Record<string, unknown>): RenderContext => ({
  environment: {
    id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
    name: 'shop',
    namespace: 'env-shop',
    owner: 'group:default/checkout-team',
    ownerName: 'checkout-team',
    cluster: 'local',
  },
  class: { name: 'sandbox', version: 'sha256:0' },
  parameters,
  entities: {},
  git: { url: '' },
});

const component = classComponentSchema.parse({
  name: 'base',
  engine: 'kubernetes',
  source: 'all.yaml',
});

function render(
  parameters: Record<string, unknown>,
): DesiredResource[] | string {
  try {
    return renderObjects(
      component,
      context(parameters),
      new Map([['all.yaml', MANIFESTS]]),
    );
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
}

describe('hostile parameters', () => {
  it('stay in their places, in the namespaces of the environment, and run nothing', () => {
    let rendered = 0;
    fc.assert(
      fc.property(
        fc.record({
          label: hostile,
          name: fc.oneof(fc.constant('web'), hostile),
          namespace: fc.oneof(
            fc.constantFrom('env-shop', 'env-shop--jobs'),
            hostile,
          ),
          note: fc.oneof(hostile, anything),
          replicas: fc.oneof(fc.nat(5), anything),
        }),
        parameters => {
          const result = render(parameters);
          if (typeof result === 'string') {
            return result === 'InputError';
          }
          rendered += 1;
          expect(result.map(({ object }) => object.kind)).toEqual([
            'Namespace',
            'Secret',
            'Deployment',
          ]);
          const [namespace, secret, deployment] = result;
          expect(namespace.ref).toEqual({
            cluster: 'local',
            apiVersion: 'v1',
            kind: 'Namespace',
            name: 'env-shop',
          });
          for (const { object, ref } of result) {
            expect(ref.namespace ?? 'env-shop').toMatch(/^env-shop(--|$)/);
            expect(object.metadata).toMatchObject({
              labels: {
                'app.kubernetes.io/managed-by': 'cairn',
                'cairn.dev/environment': context({}).environment.id,
                'cairn.dev/environment-name': 'shop',
                'cairn.dev/component': 'base',
              },
            });
          }
          expect(namespace.object).toEqual({
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: {
              name: 'env-shop',
              labels: expect.objectContaining({ asked: parameters.label }),
            },
          });
          expect(Object.keys(secret.object).sort()).toEqual([
            'apiVersion',
            'data',
            'kind',
            'metadata',
          ]);
          expect(deployment.object.metadata).toMatchObject({
            name: parameters.name,
            annotations: { note: `by ${parameters.note}` },
          });
          expect(deployment.object.spec).toEqual({
            replicas: parameters.replicas,
            template: {
              spec: {
                containers: [
                  {
                    name: 'web',
                    image: `registry.example/web:${parameters.note}`,
                    command: ['run', `--greeting=${parameters.note}`],
                  },
                ],
              },
            },
          });
          return true;
        },
      ),
      { numRuns: 10_000 },
    );
    // The property speaks of something.
    expect(rendered).toBeGreaterThan(100);
    expect({}).not.toHaveProperty('polluted');
  }, 120_000);
});
