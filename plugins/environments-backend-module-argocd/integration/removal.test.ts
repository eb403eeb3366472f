import { ObjectWriter } from '@cairn/plugin-clusters-node';
import type { RenderContext } from '@cairn/plugin-environments-node';
import { deployment, Fixture, SERVICE } from './fixture';

jest.setTimeout(120_000);

describe('children and removal on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'base/deployment.yaml': deployment('registry.example/web:1'),
      'base/service.yaml': SERVICE,
      'base/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\nstringData: { a: b }\n',
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  const refOf = (context: RenderContext, apiVersion: string, kind: string) => ({
    cluster: 'local',
    apiVersion,
    kind,
    namespace: context.environment.namespace,
    name: 'web',
  });
  const finalizersOf = (
    context: RenderContext,
    kind: string,
    finalizers: string[],
  ) =>
    fixture.patch(
      { ref: refOf(context, kind === 'Service' ? 'v1' : 'apps/v1', kind) },
      { metadata: { finalizers } },
    );

  it('knows what was deployed, how it is, and that it is gone', async () => {
    const { engine, signal } = fixture;
    const context = await fixture.environment();
    const [project, application] = await fixture.deploy(context);
    const { workload, service } = await fixture.deployed(context);

    const children = await engine.children(application, { signal });
    // Secrets are not read.
    expect(children).toEqual(
      expect.arrayContaining([
        {
          ref: refOf(context, 'apps/v1', 'Deployment'),
          uid: workload?.metadata.uid,
        },
        { ref: refOf(context, 'v1', 'Service'), uid: service?.metadata.uid },
      ]),
    );
    expect(children).toHaveLength(2);
    expect(await engine.children(project, { signal })).toEqual([]);

    const items = children.map((child, index) => ({
      ...child,
      id: String(index),
      component: 'application',
      engine: 'argocd',
      parent: application.id,
      createdAt: '',
    }));
    expect(await engine.observe(items, { signal })).toMatchObject([
      { id: '0', status: 'Ready' },
      { id: '1', status: 'Ready' },
    ]);
    for (const item of items) {
      expect(await engine.read(item, { signal })).toMatchObject({
        kind: item.ref.kind,
      });
      expect(await engine.confirmAbsent(item, { signal })).toMatchObject({
        state: 'present',
      });
    }
    const { id: environmentId } = context.environment;
    const found = await engine.find('local', { environmentId, signal });
    expect(found).toMatchObject({ failed: [], kinds: 2 });
    expect(found.objects.map(({ uid }) => uid).sort()).toEqual(
      [project.uid, application.uid].sort(),
    );

    for (const item of [application, project]) {
      await engine.destroy(item, fixture.effect(context));
    }
    for (const item of [...items, application, project]) {
      expect(await engine.confirmAbsent(item, { signal })).toMatchObject({
        state: 'absent',
      });
      await engine.destroy(item, fixture.effect(context));
    }
    expect(
      (await engine.find('local', { environmentId, signal })).objects,
    ).toEqual([]);
  });

  it('removes what was deployed even where somebody took the finalizer', async () => {
    const context = await fixture.environment();
    const [, application] = await fixture.deploy(context);
    await fixture.patch(application, { metadata: { finalizers: [] } });
    await fixture.engine.destroy(application, fixture.effect(context));
    expect(await fixture.deployed(context)).toEqual({
      workload: undefined,
      service: undefined,
    });
  });

  it('names what cannot be removed, and goes on when it can', async () => {
    const context = await fixture.environment();
    const [project, application] = await fixture.deploy(context);
    await finalizersOf(context, 'Service', ['example.com/hold']);
    fixture.leaves(() => finalizersOf(context, 'Service', []).catch(() => {}));
    const said: string[] = [];
    await expect(
      fixture
        .engineOn(fixture.clusters, { removalTimeoutMs: 12_000 })
        .destroy(application, fixture.effect(context, undefined, said)),
    ).rejects.toThrow(/Service "web" in namespace .*example\.com\/hold/);
    await expect(
      fixture
        .engineOn(fixture.clusters, { removalTimeoutMs: 1_000 })
        .destroy(project, fixture.effect(context)),
    ).rejects.toThrow(/is still being removed/);
    await finalizersOf(context, 'Service', []);
    for (const item of [application, project]) {
      await fixture.engine.destroy(item, fixture.effect(context));
    }
    expect((await fixture.deployed(context)).service).toBeUndefined();
  });

  it('names who holds an application', async () => {
    const context = await fixture.environment();
    const [, application] = await fixture.deploy(context);
    const finalizers = [
      'resources-finalizer.argocd.argoproj.io',
      'example.com/hold',
    ];
    await fixture.patch(application, { metadata: { finalizers } });
    fixture.leaves(() =>
      fixture
        .patch(application, { metadata: { finalizers: [] } })
        .catch(() => {}),
    );
    await expect(
      fixture
        .engineOn(fixture.clusters, { removalTimeoutMs: 5_000 })
        .destroy(application, fixture.effect(context)),
    ).rejects.toThrow(/it is held by example\.com\/hold/);
  });

  it('keeps a project that somebody else still uses', async () => {
    const context = await fixture.environment();
    const [project, application] = await fixture.deploy(context);
    const foreign = await new ObjectWriter(fixture.admin).create(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: `${application.ref.name}-x`, namespace: 'argocd' },
        spec: {
          project: project.ref.name,
          source: { repoURL: fixture.git.url, path: 'base' },
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: context.environment.namespace,
          },
        },
      },
      { operationId: 'somebody-else' },
    );
    fixture.leaves(() =>
      new ObjectWriter(fixture.admin).delete(
        { ...application.ref, name: foreign.metadata.name },
        foreign.metadata.uid ?? '',
        { timeoutMs: 30_000 },
      ),
    );
    await fixture.engine.destroy(application, fixture.effect(context));
    await expect(
      fixture.engine.destroy(project, fixture.effect(context)),
    ).rejects.toThrow(`still has ${foreign.metadata.name}`);
    expect(await fixture.admin.get(project.ref)).toBeDefined();
  });
});
