import type {
  Condition,
  Environment,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { withoutColour } from '../output/Style';
import { environmentLines } from './environmentView';

const at = '2026-01-01T00:00:00Z';
const condition = (
  type: string,
  status: Condition['status'],
  message: string,
): Condition => ({ type, status, reason: 'Because', message, since: at });

const environment: Environment = {
  id: '5b6f0c2e-9a44-4d0f-8a53-55d0d8f2f5f5',
  name: 'shop',
  title: 'shop',
  owner: 'group:default/shop-team',
  class: { name: 'team-onboarding', version: 'sha256:1' },
  cluster: 'local',
  namespace: 'env-shop',
  parameters: {},
  mode: 'awake',
  entities: [],
  state: 'Degraded',
  reason: 'Namespace env-shop--test is missing',
  since: at,
  conditions: [],
  outputs: {},
  createdAt: at,
  createdBy: 'user:default/ada',
  lease: { renewals: { used: 0, allowed: 0 }, lastActivityAt: at },
};
const resource = (namespace: string): ObservedResource => ({
  id: namespace,
  createdAt: at,
  component: 'namespace',
  engine: 'kubernetes',
  uid: namespace,
  ref: {
    cluster: 'local',
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    namespace,
    name: 'environment',
  },
  status: 'Ready',
  message: '',
  observedAt: at,
  links: [],
});

function linesOf(
  conditions: Condition[],
  resources: ObservedResource[] = [],
): string[] {
  return environmentLines({ ...environment, conditions }, resources, {
    style: withoutColour,
    now: Date.parse(at),
    portalUrl: 'https://cairn.example',
  });
}

describe('an environment', () => {
  it('says what else is wrong with it than its state says', () => {
    const lines = linesOf([
      condition('Ready', 'False', environment.reason),
      condition('Drifted', 'True', 'ResourceQuota environment was changed'),
      condition('Expiring', 'False', 'It ends later.'),
      condition('LeaseKept', 'False', 'It could not be put to sleep'),
    ]);
    expect(lines.slice(1, 4)).toEqual([
      '  ! Drifted: ResourceQuota environment was changed',
      '  ! LeaseKept: It could not be put to sleep',
      '',
    ]);
  });

  it('does not say the same twice', () => {
    expect(linesOf([condition('Drifted', 'True', environment.reason)])[1]).toBe(
      '',
    );
  });

  it('tells objects of the same name in its namespaces apart', () => {
    const text = linesOf(
      [],
      [resource('env-shop'), resource('env-shop--test')],
    ).join('\n');
    expect(text).toContain('ResourceQuota/environment  ');
    expect(text).toContain('ResourceQuota/environment in env-shop--test');
  });
});
