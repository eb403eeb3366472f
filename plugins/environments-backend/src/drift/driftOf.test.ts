import type {
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { driftOf, summaryOf, withOwners } from './driftOf';

const ref = {
  cluster: 'local',
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'env-shop',
  name: 'web',
};
const item: InventoryItem = {
  id: '1',
  component: 'web',
  engine: 'fake',
  ref,
  uid: 'old',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const change = (more: Partial<PlannedChange>): PlannedChange => ({
  index: 0,
  component: 'web',
  engine: 'fake',
  operation: 'unchanged',
  ref,
  liveUid: 'old',
  fields: [],
  warnings: [],
  ...more,
});

describe('driftOf', () => {
  it('is nothing where nothing would change', () => {
    const drift = driftOf([change({})], [item]);
    expect(drift).toEqual({ resources: [], unknown: [] });
    expect(summaryOf(drift)).toEqual({ resources: 0, unknown: 0, summary: '' });
  });

  it('turns the fields of a plan around: before is what was planned', () => {
    const drift = driftOf(
      [
        change({
          operation: 'update',
          fields: [
            { path: '/spec/replicas', before: 5, after: 2 },
            { path: '/data/new', before: 'x' },
            { path: '/data/gone', after: 'y' },
          ],
        }),
      ],
      [item],
    );
    expect(drift.resources).toEqual([
      {
        component: 'web',
        ref,
        kind: 'changed',
        message: 'spec/replicas, data/new, data/gone changed',
        fields: [
          { path: '/spec/replicas', before: 2, after: 5 },
          { path: '/data/new', after: 'x' },
          { path: '/data/gone', before: 'y' },
        ],
      },
    ]);
    expect(summaryOf(drift)).toEqual({
      resources: 1,
      unknown: 0,
      summary:
        'Deployment env-shop/web is not as planned: spec/replicas, data/new, data/gone changed',
    });
  });

  it.each([
    ['missing', { operation: 'create', liveUid: undefined }],
    [
      'replaced',
      { operation: 'conflict', liveUid: 'new', reason: 'It exists already' },
    ],
    ['replaced', { operation: 'unchanged', liveUid: 'new' }],
    ['changed', { operation: 'conflict', reason: 'Its label was taken away' }],
    ['changed', { operation: 'replace' }],
    ['changed', { operation: 'delete', before: {} }],
  ] as const)('calls it %s where a plan says %j', (kind, more) => {
    expect(driftOf([change(more)], [item]).resources).toMatchObject([{ kind }]);
  });

  it('does not count what is gone and was to be gone', () => {
    const gone = change({ operation: 'delete', liveUid: undefined });
    expect(driftOf([gone], [])).toEqual({ resources: [], unknown: [] });
  });

  it('leaves it to a system whether what it says of itself is drift', () => {
    const deploys = change({
      operation: 'update',
      fields: [{ path: '/status/sync/revision', before: 'a', after: 'b' }],
    });
    expect(driftOf([deploys], [item]).resources).toEqual([]);
    expect(
      driftOf([deploys], [item], new Map([['1', 'out of sync']])).resources,
    ).toMatchObject([{ message: 'out of sync' }]);
  });

  it('says what could not be compared', () => {
    const unknown = change({ operation: 'unknown', reason: 'forbidden' });
    expect(driftOf([unknown], [item])).toEqual({
      resources: [],
      unknown: [{ ref, message: 'forbidden' }],
    });
  });

  it('takes over what a system says itself, once for each object', () => {
    const complaints = new Map([['1', 'Argo CD finds it out of sync']]);
    expect(driftOf([change({})], [item], complaints).resources).toEqual([
      {
        component: 'web',
        ref,
        kind: 'changed',
        message: 'Argo CD finds it out of sync',
        fields: [],
      },
    ]);
    const both = change({ operation: 'create', liveUid: undefined });
    expect(driftOf([both], [item], complaints).resources).toHaveLength(1);
  });

  it('names who set the fields', () => {
    const [drifted] = driftOf(
      [
        change({
          operation: 'update',
          fields: [
            { path: '/spec/replicas', before: 5, after: 2 },
            { path: '/data/gone', after: 'y' },
          ],
        }),
      ],
      [item],
    ).resources;
    expect(
      withOwners(drifted, [
        {
          path: '/spec/replicas',
          manager: 'kubectl-edit',
          changedAt: '2026-01-02T00:00:00Z',
        },
        { path: '/data/gone' },
      ]),
    ).toMatchObject({
      message: 'spec/replicas, data/gone changed by kubectl-edit',
      fields: [
        { manager: 'kubectl-edit', changedAt: '2026-01-02T00:00:00Z' },
        { path: '/data/gone', before: 'y' },
      ],
    });
  });
});
