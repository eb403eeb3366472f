import type {
  EnvironmentInput,
  GoldenPathPlan,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';

const verdict = { allowed: true, revision: 'r1', rules: [], violations: [] };

/** What the plan of the tests asks of its environment. */
export const environmentInput: EnvironmentInput = {
  name: 'parcel-lockers-dev',
  class: 'service-dev',
  owner: 'group:default/checkout-team',
  parameters: { size: 'small' },
};

export const plannedEnvironment: PlannedEnvironment = {
  name: 'parcel-lockers-dev',
  class: 'service-dev',
  digest: `sha256:${'e'.repeat(64)}`,
  changes: [],
  verdict,
};

/** A plan of a repository with two files, and one environment. */
export function planOf(digit = 'a'): GoldenPathPlan {
  return {
    digest: `sha256:${digit.repeat(64)}`,
    template: 'template:default/node-service',
    owner: 'group:default/checkout-team',
    repository: {
      name: 'parcel-lockers',
      organization: 'larkfield',
      description: 'Says which lockers have room',
      url: 'http://localhost:7009/larkfield/parcel-lockers',
      files: [
        { path: 'README.md', content: '# ü', size: 4, executable: false },
        { path: 'b.bin', base64: 'aGVsbG8=', size: 5, executable: false },
      ],
    },
    entities: ['component:default/parcel-lockers'],
    catalogUrl:
      'http://localhost:7009/larkfield/parcel-lockers/src/branch/main/catalog-info.yaml',
    environments: [plannedEnvironment],
    verdict,
    steps: [],
    blockers: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-01T01:00:00.000Z',
    requestedBy: 'user:default/amara.okafor',
    task: 'task-1',
  };
}
