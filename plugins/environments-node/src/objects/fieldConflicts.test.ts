import { KubernetesStatusError } from '@cairn/plugin-clusters-node';
import { fieldConflicts, isNamed, pointerOf } from './fieldConflicts';

const live = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { 'app.example/part.of': 'x' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'sidecar' },
          {
            name: 'web',
            image: 'a',
            ports: [{ containerPort: 80, protocol: 'TCP' }],
          },
        ],
      },
    },
  },
};

describe('fields that others own', () => {
  it.each([
    ['.spec.replicas', '/spec/replicas'],
    [
      '.spec.template.spec.containers[name="web"].image',
      '/spec/template/spec/containers/1/image',
    ],
    [
      '.spec.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"].name',
      '/spec/template/spec/containers/1/ports/0/name',
    ],
    [
      '.metadata.labels.app.example/part.of',
      '/metadata/labels/app.example~1part.of',
    ],
    ['.spec.new', '/spec/new'],
    ['', ''],
    ['[', '/'],
  ])('are named by pointers: %s', (field, pointer) => {
    expect(pointerOf(field, live)).toBe(pointer);
  });

  it('are taken only where the plan names every one of them', () => {
    const conflicts = fieldConflicts(
      new KubernetesStatusError('refused', {
        status: 409,
        fields: [],
        conflicts: [
          { manager: 'kubectl', field: '.spec.replicas' },
          {
            manager: 'hpa',
            field: '.spec.template.spec.containers[name="web"].image',
          },
        ],
      }),
      live,
    );
    const image = '/spec/template/spec/containers/1/image';
    expect(conflicts).toEqual([
      { manager: 'hpa', fields: [image] },
      { manager: 'kubectl', fields: ['/spec/replicas'] },
    ]);
    expect(isNamed(conflicts, conflicts)).toBe(true);
    expect(isNamed(conflicts, conflicts.slice(1))).toBe(false);
    expect(
      isNamed(conflicts, [
        { manager: 'kubectl', fields: [image, '/spec/replicas'] },
      ]),
    ).toBe(false);
    expect(isNamed([], conflicts)).toBe(false);
  });
});
