import { classComponentSchema } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import fc from 'fast-check';
import type { ArgoCdInstance } from './config';
import { renderApplications } from './renderApplications';

const instances: ArgoCdInstance[] = [
  {
    name: 'other',
    cluster: 'other',
    namespace: 'argocd',
    url: '',
    tokenFile: '',
  },
  {
    name: 'main',
    cluster: 'local',
    namespace: 'argocd',
    url: '',
    tokenFile: '',
  },
];

function contextOf(parameters: Record<string, unknown> = {}): RenderContext {
  return {
    environment: {
      id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
      name: 'shop',
      namespace: 'env-shop',
      owner: 'group:default/checkout-team',
      ownerName: 'checkout-team',
      cluster: 'local',
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
) =>
  renderApplications(
    classComponentSchema.parse({
      name: 'application',
      engine: 'argocd',
      with: settings,
      ...more,
    }),
    contextOf(parameters),
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
        name: 'cairn-shop-application',
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
      'cairn-shop-a',
      'cairn-shop-b',
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
    [{ ...one, instance: 'other' }, 'for the cluster "local"'],
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
