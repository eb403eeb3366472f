import { classComponentSchema } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import fc from 'fast-check';
import { IN_CLUSTER, type ArgoCdInstance } from './config';
import { applicationName } from './names';
import { renderApplications } from './renderApplications';

const instanceOf = (
  name: string,
  destinations: ArgoCdInstance['destinations'],
): ArgoCdInstance => ({
  name,
  cluster: name,
  destinations,
  namespace: 'argocd',
  url: '',
  tokenFile: '',
});

const instances = [
  instanceOf('other', new Map([['other', { server: IN_CLUSTER }]])),
  instanceOf('local', new Map([['local', { server: IN_CLUSTER }]])),
  instanceOf(
    'central',
    new Map([
      ['local', { name: 'workloads' }],
      ['far', { server: 'https://far.example:6443' }],
    ]),
  ),
];

function contextOf(
  parameters: Record<string, unknown> = {},
  cluster = 'local',
): RenderContext {
  return {
    environment: {
      id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
      name: 'shop',
      namespace: 'env-shop',
      owner: 'group:default/checkout-team',
      ownerName: 'checkout-team',
      cluster,
    },
    class: { name: 'service-preview', version: 'sha256:0' },
    parameters,
    entities: {},
    git: { url: 'http://localhost:7009' },
  };
}

const render = (
  settings: Record<string, unknown>,
  parameters = {},
  more = {},
  cluster = 'local',
) =>
  renderApplications(
    classComponentSchema.parse({
      name: 'application',
      engine: 'argocd',
      with: settings,
      ...more,
    }),
    contextOf(parameters, cluster),
    instances,
  );

const one = {
  repository: 'http://localhost:7009/larkfield/cart-api.git',
  path: 'deploy/base',
};

describe('renderApplications', () => {
  it('deploys once, or follows a branch where the class says so', () => {
    const specOf = (automated?: boolean) =>
      render({ ...one, ...(automated !== undefined && { automated }) })[1]
        .object.spec;
    expect(specOf()).not.toHaveProperty('syncPolicy');
    expect(specOf(false)).not.toHaveProperty('syncPolicy');
    expect(specOf(true)).toMatchObject({
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: expect.any(Number) },
      },
    });
  });

  it('makes a project that keeps the application in the environment', () => {
    const [project, application] = render(
      {
        ...one,
        revision: '${{ parameters.revision }}',
      },
      { revision: 'v1.2' },
    );
    expect(project.ref).toEqual({
      cluster: 'local',
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      namespace: 'argocd',
      name: 'cairn-shop',
    });
    expect(project.object.spec).toMatchObject({
      sourceRepos: [one.repository],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: 'env-shop' },
      ],
      clusterResourceWhitelist: [],
    });
    expect(project.object.spec).not.toHaveProperty('roles');
    const allowed = JSON.stringify(project.object.spec);
    for (const kind of [
      'ResourceQuota',
      'LimitRange',
      'NetworkPolicy',
      'Role',
      'argoproj',
      '"*"',
    ]) {
      expect(allowed).not.toContain(kind);
    }
    expect(application.object).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'cairn-shop--application',
        namespace: 'argocd',
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
        labels: {
          'app.kubernetes.io/managed-by': 'cairn',
          'cairn.dev/environment': '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
          'cairn.dev/environment-name': 'shop',
          'cairn.dev/component': 'application',
        },
      },
      spec: {
        project: 'cairn-shop',
        source: {
          repoURL: one.repository,
          path: 'deploy/base',
          targetRevision: 'v1.2',
        },
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'env-shop',
        },
      },
    });
  });

  it('renders patches that leave objects of the repository out', () => {
    const patches = [
      { target: { kind: 'NetworkPolicy' }, patch: '$patch: delete' },
    ];
    const [, application] = render({ ...one, kustomize: { patches } });
    expect(application.object.spec).toMatchObject({
      source: { kustomize: { patches } },
    });
  });

  it('makes several applications in one project', () => {
    const resources = render({
      applications: [
        { ...one, name: 'a', kustomize: { images: ['x=y:2'] } },
        {
          ...one,
          name: 'b',
          repository: 'https://b',
          helm: { values: { n: 1 } },
        },
      ],
    });
    expect(resources.map(({ ref }) => ref.name)).toEqual([
      'cairn-shop',
      'cairn-shop--a',
      'cairn-shop--b',
    ]);
    expect(resources[0].object.spec).toMatchObject({
      sourceRepos: [one.repository, 'https://b'],
    });
    expect(resources[1].object.spec).toMatchObject({
      source: { kustomize: { images: ['x=y:2'] } },
    });
    expect(resources[2].object.spec).toMatchObject({
      source: { helm: { valuesObject: { n: 1 } } },
    });
  });

  it.each([
    [{ ...one, repository: '*' }, 'with.repository'],
    [{ ...one, repository: 'https://x/*' }, 'with.repository'],
    [{ ...one, repository: '!https://x' }, 'with.repository'],
    [
      { ...one, repository: 'https://me:secret@x/y' },
      'must not contain a password',
    ],
    [{ ...one, path: '../up' }, 'with.path'],
    [{ ...one, path: '/etc' }, 'with.path'],
    [{ ...one, revision: '--upload-pack=x' }, 'with.revision'],
    [{ ...one, name: 'Not A Label' }, 'with.name'],
    [{ ...one, project: 'default' }, 'Unrecognized key'],
    [{ ...one, instance: 'nowhere' }, 'no Argo CD "nowhere"'],
    [{ ...one, instance: 'other' }, 'not deploy to the cluster "local"'],
    [{ ...one, namespace: 'env-other' }, 'is not the environment'],
    [{ ...one, namespace: 'env-shop-b' }, 'is not the environment'],
    [{ ...one, namespace: 'kube-system' }, 'is not the environment'],
    [{ ...one, sources: [] }, 'Unrecognized key'],
    [{ ...one, ignoreDifferences: [] }, 'Unrecognized key'],
    [{ ...one, plugin: {} }, 'Unrecognized key'],
    [{ ...one, directory: { jsonnet: {} } }, 'Unrecognized key'],
    [{ ...one, helm: { fileParameters: [] } }, 'Unrecognized key'],
    [{ ...one, helm: { valueFiles: ['/etc/passwd'] } }, 'Unrecognized key'],
    [{ ...one, kustomize: { components: ['https://x'] } }, 'Unrecognized key'],
    [{ path: 'x' }, 'with.repository'],
    [{ applications: [] }, 'with.applications'],
    [
      {
        applications: [
          { ...one, name: 'a' },
          { ...one, name: 'a' },
        ],
      },
      'stands there twice',
    ],
    [{ ...one, revision: '${{ parameters.nothing }}' }, 'parameters.nothing'],
  ])('refuses %j', (settings, what) => {
    const act = () => render(settings);
    expect(act).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(act).toThrow(what);
    expect(act).not.toThrow('secret@');
  });

  it('writes to the cluster of the Argo CD that a class names, for the environment’s cluster', () => {
    for (const [cluster, settings, destination] of [
      ['local', { instance: 'central' }, { name: 'workloads' }],
      ['far', {}, { server: 'https://far.example:6443' }],
    ] as const) {
      const resources = render({ ...one, ...settings }, {}, {}, cluster);
      expect(resources.map(({ ref }) => ref.cluster)).toEqual([
        'central',
        'central',
      ]);
      const place = { ...destination, namespace: 'env-shop' };
      expect(resources[0].object.spec).toMatchObject({ destinations: [place] });
      expect(resources[1].object.spec).toMatchObject({ destination: place });
    }
    expect(() => render(one, {}, {}, 'nowhere')).toThrow(
      'no Argo CD is configured for the cluster "nowhere"',
    );
  });

  it('lets an application have another namespace of the environment', () => {
    const [project, first, second] = render({
      applications: [
        { ...one, name: 'a' },
        { ...one, name: 'b', namespace: 'env-shop--data' },
      ],
    });
    expect(project.object.spec).toMatchObject({
      destinations: [
        { server: IN_CLUSTER, namespace: 'env-shop' },
        { server: IN_CLUSTER, namespace: 'env-shop--data' },
      ],
    });
    expect(first.object.spec).toMatchObject({
      destination: { namespace: 'env-shop' },
    });
    expect(second.object.spec).toMatchObject({
      destination: { namespace: 'env-shop--data' },
    });
  });

  it('gives no two applications one name', () => {
    expect(applicationName('a', 'b-c')).not.toBe(applicationName('a-b', 'c'));
    const label = fc
      .stringMatching(/^[ab]([ab-]{0,61}[ab])?$/)
      .filter(name => name.length <= 63);
    fc.assert(
      fc.property(
        label.filter(name => name.length <= 40),
        label,
        label.filter(name => name.length <= 40),
        label,
        (environment, service, otherEnvironment, otherService) => {
          const name = applicationName(environment, service);
          expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
          expect(name.length).toBeLessThanOrEqual(63);
          const isSame =
            environment === otherEnvironment && service === otherService;
          expect(name === applicationName(otherEnvironment, otherService)).toBe(
            isSame,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses objects of its own', () => {
    expect(() => render(one, {}, { inline: [] })).toThrow(
      '"source" or "inline"',
    );
  });

  it('lets no parameter reach beyond its field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (repository, revision) => {
        let rendered: unknown[] = [];
        try {
          rendered = render(
            {
              ...one,
              repository: '${{ parameters.repository }}',
              revision: '${{ parameters.revision }}',
            },
            { repository, revision },
          ).map(({ object }) => object.spec);
        } catch (error) {
          rendered = [{ refused: String(error).slice(0, 10) }];
        }
        const [project] = rendered;
        expect([
          { refused: 'InputError' },
          expect.objectContaining({
            sourceRepos: [repository],
            destinations: [
              {
                server: 'https://kubernetes.default.svc',
                namespace: 'env-shop',
              },
            ],
          }),
        ]).toContainEqual(project);
        expect(
          repository.includes('*') && 'sourceRepos' in Object(project),
        ).toBe(false);
      }),
    );
  });
});
