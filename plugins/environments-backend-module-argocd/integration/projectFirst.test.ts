import { deployment, Fixture } from './fixture';

jest.setTimeout(120_000);

describe('an application that Argo CD sees before its project', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'base/deployment.yaml': deployment('registry.example/web:1'),
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  it('is deployed as soon as the project is known', async () => {
    const context = await fixture.environment();
    const [project, application] = await fixture.plan(context);
    let made: Promise<unknown> | undefined;
    await fixture.engine.apply(
      { ...application, index: 0 },
      {
        ...fixture.effect(context),
        progress: message => {
          if (message.includes('does not know the project')) {
            made ??= fixture.apply(context, project);
          }
        },
      },
    );
    expect(made).toBeDefined();
    await made;
    const { workload } = await fixture.deployed(context);
    expect(workload).toBeDefined();
    const live = await fixture.admin.get(application.ref);
    await fixture.engine.destroy(
      {
        id: 'application',
        component: application.component,
        engine: 'argocd',
        createdAt: '',
        ref: application.ref,
        uid: live?.metadata.uid ?? '',
      },
      fixture.effect(context),
    );
  });

  it('fails where there is none, and says so', async () => {
    const context = await fixture.environment();
    const [, application] = await fixture.plan(context);
    await expect(
      fixture.engine.apply(
        { ...application, index: 0 },
        fixture.effect(context),
      ),
    ).rejects.toThrow('which does not exist');
    // Argo CD does not remove one without a project.
    await fixture.patch(application, { metadata: { finalizers: null } });
    await fixture.admin.request({
      method: 'DELETE',
      path: await fixture.admin.pathOf(application.ref),
    });
  });
});
