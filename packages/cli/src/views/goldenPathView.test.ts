import type { GoldenPathPlan } from '@cairn/plugin-golden-paths-common';
import { withoutColour } from '../output/Style';
import { goldenPathLines } from './goldenPathView';

const verdict = {
  allowed: true,
  revision: 'r',
  rules: [{ id: 'a', passed: true }],
  violations: [],
};

const plan: GoldenPathPlan = {
  digest: 'sha256:0123',
  template: 'template:default/node-service',
  owner: 'group:default/checkout-team',
  repository: {
    name: 'orders-api',
    organization: 'larkfield',
    description: 'Takes orders',
    url: 'https://git.example/larkfield/orders-api',
    files: [
      { path: 'src/app.ts', content: 'x', size: 1536, executable: false },
      { path: 'a\u001b[2Jb', content: 'x', size: 10, executable: false },
    ],
  },
  entities: ['component:default/orders-api'],
  environments: [
    {
      name: 'orders-api-dev',
      class: 'service-dev',
      digest: 'sha256:4',
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
            name: 'env-orders-api-dev',
          },
          object: { kind: 'Namespace', spec: { x: 1 } },
          fields: [],
          warnings: [],
        },
      ],
      verdict,
    },
  ],
  steps: [{ id: 'files', name: 'Write the files' }],
  blockers: [
    { type: 'name-taken', field: 'name', message: 'It is taken in Git.' },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-01T01:00:00Z',
  requestedBy: 'user:default/amara.okafor',
};

const options = {
  style: withoutColour,
  now: Date.parse('2026-01-01T00:00:00Z'),
  portalUrl: 'https://cairn.example',
};

describe('the plan of a golden path', () => {
  it('shows all that would be made, and why it cannot be', () => {
    expect(goldenPathLines(plan, options)).toEqual([
      '+ repository orders-api with 2 files, 1.5 KiB: https://git.example/larkfield/orders-api',
      '    + src/app.ts 1.5 KiB',
      '    + ab 10 B',
      '',
      '+ catalog component:default/orders-api',
      '',
      '+ environment orders-api-dev (service-dev): 1 to create',
      '    + Namespace/env-orders-api-dev will be created  (namespace, kubernetes)',
      '  Price:  unknown, no price list is configured',
      '  Policy: allowed, 1 of 1 rules passed',
      '',
      'Policy: could not be asked about the files',
      '',
      'What happens, in this order:',
      '  1. Write the files',
      '',
      'Cannot be done: name: It is taken in Git.',
      'Digest: sha256:0123',
      'Good until 2026-01-01T01:00:00Z (in 1 h)',
      'Nothing was written.',
    ]);
  });

  it('shows each object where all is asked for', () => {
    const lines = goldenPathLines(
      { ...plan, verdict },
      { ...options, full: true },
    );
    expect(lines.join('\n')).toContain('+ x: 1');
    expect(lines).toContain('Of the manifests among the files:');
  });
});
