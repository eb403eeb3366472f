import type { Plan, PlannedChange } from '@cairn/plugin-environments-common';
import { withColour, withoutColour } from '../output/Style';
import { planLines, summaryOf } from './planView';

const portalUrl = 'https://cairn.example';
const now = Date.parse('2026-01-01T00:00:00Z');

function change(over: Partial<PlannedChange>): PlannedChange {
  return {
    index: 0,
    component: 'namespace',
    engine: 'kubernetes',
    operation: 'create',
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'env-shop',
      name: 'settings',
    },
    fields: [],
    warnings: [],
    ...over,
  };
}

const plan: Plan = {
  digest: 'sha256:0123',
  action: 'create',
  environment: {
    name: 'shop',
    namespace: 'env-shop',
    owner: 'group:default/checkout-team',
    cluster: 'local',
  },
  class: { name: 'sandbox', version: 'sha256:9' },
  parameters: { size: 'small' },
  mode: 'awake',
  changes: [
    change({
      object: {
        data: { colour: 'green\u001b[31m', lines: ['a', 2], empty: {} },
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          name: 'settings',
          namespace: 'env-shop',
          labels: { 'cairn.dev/environment': '1', team: 'checkout' },
        },
      },
      warnings: ['deprecated'],
    }),
    change({
      index: 1,
      operation: 'update',
      fields: [
        { path: '/data/colour', before: 'red', after: 'green' },
        { path: '/data/new', after: 1 },
        { path: '/data/old', before: true },
      ],
    }),
    change({ index: 2, operation: 'unchanged' }),
    change({
      index: 3,
      operation: 'conflict',
      reason: 'It belongs to somebody else.',
    }),
  ],
  coverage: { computed: 3, total: 4 },
  price: {
    currency: 'USD',
    monthlyMicros: 12_500_000,
    lines: [],
    unpriced: [
      {
        object: { apiVersion: 'v1', kind: 'Pod', name: 'x' },
        reason: 'it has no requests',
      },
    ],
    complete: false,
    priceList: { name: 'default', digest: 'sha256:1' },
    ceilingMonthlyMicros: 36_000_000,
  },
  verdict: {
    allowed: false,
    revision: 'r',
    rules: [
      { id: 'a', passed: true },
      { id: 'images.registry', passed: false },
    ],
    violations: [
      {
        rule: 'names.pretty',
        title: 'Names are pretty',
        severity: 'warn',
        message: 'shop is short.',
      },
      {
        rule: 'images.registry',
        title: 'Images come from ours',
        severity: 'deny',
        message: 'docker.io is not ours.',
        resource: 'Deployment/web',
        path: '/spec/image',
        fix: { text: 'Use registry.example.' },
        docs: '/docs/rules',
      },
    ],
  },
  blockers: ['denied', 'conflict'],
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-01T01:00:00Z',
  requestedBy: 'user:default/amara.okafor',
};

describe('a plan', () => {
  it('reads like one of OpenTofu', () => {
    expect(planLines(plan, { style: withoutColour, now, portalUrl })).toEqual([
      'Create environment shop (sandbox) for group:default/checkout-team in local, namespace env-shop',
      '',
      '  + ConfigMap/settings in env-shop will be created  (namespace, kubernetes)',
      '      warning deprecated',
      '    + metadata: {',
      '        + labels: {',
      '            + team: "checkout"',
      '          }',
      '      }',
      '    + data: {',
      '        + colour: "green\\u001b[31m"',
      '        + lines: [',
      '            + "a"',
      '            + 2',
      '          ]',
      '        + empty: {}',
      '      }',
      '',
      '  ~ ConfigMap/settings in env-shop will be updated in place  (namespace, kubernetes)',
      '    ~ data.colour: "red" -> "green"',
      '    + data.new: 1',
      '    - data.old: true',
      '',
      '  ! ConfigMap/settings in env-shop exists and belongs to something else  (namespace, kubernetes)',
      '      It belongs to somebody else.',
      '',
      'Plan:   1 to create, 1 to update, 1 unchanged, 1 in conflict; only 3 of 4 changes could be computed',
      'Price:  $12.50 a month, at most $36 with its quota used up, not counting what has no price (price list default)',
      '  no price  Pod/x: it has no requests',
      'Policy: denied, 1 of 2 rules passed',
      '  denied  Images come from ours (images.registry)',
      '    on   Deployment/web /spec/image',
      '    why  docker.io is not ours.',
      '    fix  Use registry.example.',
      '    docs https://cairn.example/docs/rules',
      '  warning  Names are pretty (names.pretty)',
      '    why  shop is short.',
      'Cannot be applied: Policy denies it.',
      'Cannot be applied: Something that it would make exists already and does not belong to it.',
      'Digest: sha256:0123',
      'Good until 2026-01-01T01:00:00Z (in 1 h)',
      'Nothing was written.',
    ]);
  });

  it('shows what stays as it is where all is asked for', () => {
    const lines = planLines(plan, {
      style: withoutColour,
      now,
      portalUrl,
      full: true,
    });
    expect(lines.join('\n')).toContain('stays as it is');
    expect(lines.join('\n')).toContain('+ cairn.dev/environment: "1"');
  });

  it('says with colour what it says with words', () => {
    const lines = planLines(plan, { style: withColour, now, portalUrl }).join(
      '\n',
    );
    expect(lines).toContain('\u001b[32m    + data: {\u001b[39m');
    expect(lines).toContain('\u001b[31mdenied\u001b[39m');
  });

  it('does not take an unknown price for none', () => {
    expect(
      planLines(
        { ...plan, price: undefined },
        { style: withoutColour, now, portalUrl },
      ),
    ).toContain('Price:  unknown, no price list is configured');
  });

  it('counts nothing as nothing to do', () => {
    expect(summaryOf([])).toBe('nothing to do');
  });

  it('of an environment that exists says what it was, what it takes from whom, and what goes with it', () => {
    const lines = planLines(
      {
        ...plan,
        action: 'update',
        parameters: { size: 'large' },
        previous: {
          classVersion: 'sha256:8',
          parameters: { size: 'small' },
          mode: 'awake',
        },
        changes: [
          change({
            operation: 'update',
            takes: [{ manager: 'kubectl-edit', fields: ['/spec/replicas'] }],
          }),
        ],
        foreign: [
          { cluster: 'local', apiVersion: 'v1', kind: 'Pod', name: 'theirs' },
        ],
      },
      { style: withoutColour, now: 0, portalUrl: 'http://localhost:7007' },
    );
    expect(lines[0]).toMatch(/^Update environment shop/);
    expect(lines).toContain('  ~ class version: "sha256:8" -> "sha256:9"');
    expect(lines).toContain('  ~ size: "small" -> "large"');
    expect(lines).toContain(
      '      takes /spec/replicas back from kubectl-edit',
    );
    expect(lines).toContain('  - Pod/theirs');
  });
});
