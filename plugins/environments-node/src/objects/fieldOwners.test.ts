import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { fieldMark } from './fieldMark';
import { fieldOwners } from './fieldOwners';

const entry = (
  manager: string,
  operation: string,
  time: string,
  fieldsV1: object,
  subresource?: string,
) => ({
  manager,
  operation,
  apiVersion: 'apps/v1',
  fieldsType: 'FieldsV1',
  time,
  fieldsV1,
  ...(subresource && { subresource }),
});

const ours = {
  'f:metadata': { 'f:labels': { 'f:cairn.dev/component': {} } },
  'f:spec': {
    'f:template': {
      'f:spec': {
        'f:containers': {
          'k:{"name":"web"}': { '.': {}, 'f:name': {}, 'f:image': {} },
        },
      },
    },
  },
};

function deployment(managedFields: object[]): KubernetesObject {
  return JSON.parse(
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', managedFields },
      spec: {
        replicas: 5,
        template: {
          spec: {
            containers: [
              { name: 'side', image: 'side:1' },
              { name: 'web', image: 'web:2', args: ['a', 'b'] },
            ],
          },
        },
      },
    }),
  );
}

const cairn = entry('cairn', 'Apply', '2026-01-01T00:00:00Z', ours);
const edit = entry('kubectl-edit', 'Update', '2026-01-02T00:00:00Z', {
  'f:spec': {
    'f:replicas': {},
    'f:template': {
      'f:spec': {
        'f:containers': { 'k:{"name":"web"}': { 'f:args': {} } },
      },
    },
  },
});

describe('fieldOwners', () => {
  it.each([
    ['/spec/replicas', 'kubectl-edit', '2026-01-02T00:00:00Z'],
    ['/spec/template/spec/containers/1/image', 'cairn', '2026-01-01T00:00:00Z'],
    // A list that is owned as a whole.
    [
      '/spec/template/spec/containers/1/args/0',
      'kubectl-edit',
      '2026-01-02T00:00:00Z',
    ],
    ['/metadata/labels/cairn.dev~1component', 'cairn', '2026-01-01T00:00:00Z'],
    ['/spec/template/spec/containers/0/image', undefined, undefined],
    ['/spec/paused', undefined, undefined],
  ])('finds who owns %s', (path, manager, changedAt) => {
    expect(fieldOwners(deployment([cairn, edit]), [path])).toEqual([
      { path, ...(manager && { manager, changedAt }) },
    ]);
  });

  it('names somebody else before Cairn, and the last of several', () => {
    const scaled = entry('scaler', 'Update', '2026-01-03T00:00:00Z', {
      'f:spec': { 'f:replicas': {} },
    });
    const both = entry('cairn', 'Apply', '2026-01-04T00:00:00Z', {
      'f:spec': { 'f:replicas': {} },
    });
    expect(
      fieldOwners(deployment([both, edit, scaled]), ['/spec/replicas'])[0]
        .manager,
    ).toBe('scaler');
  });

  it('knows nobody where nothing is kept', () => {
    expect(fieldOwners(deployment([]), ['/spec/replicas'])).toEqual([
      { path: '/spec/replicas' },
    ]);
  });
});

describe('fieldMark', () => {
  const before = fieldMark(deployment([cairn]));

  it('changes when a field of ours is taken', () => {
    const { 'f:metadata': metadata } = ours;
    const without = entry('cairn', 'Apply', '2026-01-01T00:00:00Z', {
      'f:metadata': metadata,
    });
    expect(fieldMark(deployment([without, edit]))).not.toEqual(before);
    expect(fieldMark(deployment([without, edit])).own).not.toBe(before.own);
    expect(fieldMark(deployment([edit])).own).toBe('');
  });

  it('stays the same whatever order fields come in, and whatever controllers note', () => {
    const reversed = Object.fromEntries(Object.entries(ours).reverse());
    const notes = [
      entry('kcm', 'Update', '2026-01-05T00:00:00Z', {
        'f:status': { 'f:replicas': {} },
      }),
      entry(
        'kcm',
        'Update',
        '2026-01-05T00:00:00Z',
        { 'f:spec': {} },
        'status',
      ),
      entry('kcm', 'Update', '2026-01-05T00:00:00Z', {
        'f:metadata': { 'f:annotations': { 'f:revision': {} } },
        'f:status': {},
      }),
    ];
    expect(
      fieldMark(
        deployment([
          entry('cairn', 'Apply', '2026-02-01T00:00:00Z', reversed),
          ...notes,
        ]),
      ),
    ).toEqual(before);
  });

  it('says when somebody else changed what can be asked for', () => {
    expect(fieldMark(deployment([cairn, edit]))).toEqual({
      own: before.own,
      touched: '2026-01-02T00:00:00Z',
    });
  });
});
