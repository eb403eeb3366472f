import { classComponentSchema } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import fc from 'fast-check';
import { renderObjects } from './renderObjects';

const context: RenderContext = {
  environment: {
    id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
    name: 'shop',
    namespace: 'env-shop',
    owner: 'group:default/checkout-team',
    ownerName: 'checkout-team',
    cluster: 'local',
  },
  class: { name: 'sandbox', version: 'sha256:0' },
  parameters: { value: 'x' },
  entities: {},
  git: { url: '' },
};

const inline = (...objects: unknown[]) =>
  renderObjects(
    classComponentSchema.parse({
      name: 'base',
      engine: 'kubernetes',
      inline: objects,
    }),
    context,
    new Map(),
  );

const fromFiles = (source: string, files: Record<string, string>) =>
  renderObjects(
    classComponentSchema.parse({ name: 'base', engine: 'kubernetes', source }),
    context,
    new Map(Object.entries(files)),
  );

const configMap = (metadata: Record<string, unknown>, rest = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  ...rest,
});

describe('renderObjects', () => {
  it('fills in the namespace and says whose the objects are', () => {
    const [resource] = inline(
      configMap({
        name: 'a',
        labels: { 'cairn.dev/environment': 'mine', team: 'x' },
      }),
    );
    expect(resource).toEqual({
      component: 'base',
      engine: 'kubernetes',
      ref: {
        cluster: 'local',
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'env-shop',
        name: 'a',
      },
      object: configMap({
        name: 'a',
        namespace: 'env-shop',
        labels: {
          team: 'x',
          'app.kubernetes.io/managed-by': 'cairn',
          'cairn.dev/environment': context.environment.id,
          'cairn.dev/environment-name': 'shop',
          'cairn.dev/component': 'base',
        },
      }),
    });
  });

  it('reads a file, or all YAML files of a folder, in the order in which they are made', () => {
    const files = {
      'a/2.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: s }',
      'a/1.yml':
        '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: env-shop }\n---\n',
      'a/README.md': 'not: an object',
      'ab/3.yaml': 'nonsense',
    };
    expect(
      fromFiles('./a/', files).map(({ ref }) => `${ref.kind} ${ref.namespace}`),
    ).toEqual([
      'Namespace undefined',
      'Service env-shop',
      'Deployment env-shop',
    ]);
    expect(fromFiles('a/2.yaml', files)).toHaveLength(1);
  });

  it('turns stringData into data', () => {
    const [{ object }] = inline({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { kept: 'eA==', k: 'old' },
      stringData: { k: '${{ parameters.value }}' },
    });
    expect(object).toMatchObject({ data: { kept: 'eA==', k: 'eA==' } });
    expect(object).not.toHaveProperty('stringData');
  });

  it('leaves the number of pods to an autoscaler', () => {
    const resources = inline(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: { replicas: 3 },
      },
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
      },
    );
    expect(resources[0].object.spec).toEqual({});
  });

  it.each([
    [configMap({ generateName: 'a-' }), '/metadata/generateName'],
    [configMap({ name: 'a', namespace: 'default' }), '/metadata/namespace'],
    [configMap({ name: 'a', uid: 'x' }), '/metadata/uid'],
    [
      configMap({ name: 'a', ownerReferences: [] }),
      '/metadata/ownerReferences',
    ],
    [configMap({ name: 'a' }, { status: {} }), '/status'],
    [configMap({ name: 'a', labels: { a: 1 } }), '/metadata/labels/a'],
    [configMap({}), '/metadata/name'],
    [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'env-other' } },
      '/metadata/name',
    ],
    [{ apiVersion: 'v1', kind: 'List', items: [] }, 'is a list'],
    [configMap({ name: '${{ parameters.nothing }}' }), 'parameters.nothing'],
  ])('refuses %j', (object, what) => {
    const act = () => inline(object);
    expect(act).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(act).toThrow('components.base.inline[0]');
    expect(act).toThrow(what);
  });

  it('refuses two objects of one name, unknown settings, and sources that are not there', () => {
    expect(() =>
      inline(configMap({ name: 'a' }), configMap({ name: 'a' })),
    ).toThrow('twice');
    expect(() => fromFiles('b', { 'a/x.yaml': '' })).toThrow(
      'no file and no folder',
    );
    expect(() => fromFiles('a', { 'a/x.yaml': '\n---\n' })).toThrow(
      'no object',
    );
    expect(() => fromFiles('a.yaml', { 'a.yaml': 'text' })).toThrow(
      'a.yaml is not an object',
    );
    expect(() => fromFiles('a.yaml', { 'a.yaml': 'a: [' })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(() =>
      renderObjects(
        classComponentSchema.parse({
          name: 'base',
          engine: 'kubernetes',
          inline: [],
          with: { speed: 1 },
        }),
        context,
        new Map(),
      ),
    ).toThrow('no setting "speed"');
  });

  it('gives the same objects for the same input, and never leaves the namespace', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (namespace, data) => {
        const render = () => {
          try {
            return inline(configMap({ name: 'a', namespace }, { data }));
          } catch (error) {
            return String(error).slice(0, 10);
          }
        };
        const first = render();
        expect(render()).toEqual(first);
        expect(namespace === 'env-shop' || first === 'InputError').toBe(true);
      }),
    );
  });
});
