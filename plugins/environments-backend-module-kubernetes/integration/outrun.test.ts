import { EngineUnderTest, NAMESPACE, operations, WEB } from './EngineUnderTest';

jest.setTimeout(120_000);

const settings = (greeting: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { greeting: ${greeting} }
`;
const SETTINGS = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

describe('what somebody else did between a plan and its effect, on a real API server', () => {
  const test = new EngineUnderTest();

  afterEach(() => test.clean());
  afterAll(() => test.close());

  type Ref = typeof SETTINGS;

  const remove = async (
    context: ReturnType<typeof test.environment>,
    ref: Ref,
  ) => {
    const path = await test.admin.pathOf({
      ...ref,
      namespace: context.environment.namespace,
    });
    await test.admin.request({ method: 'DELETE', path });
    return path.slice(0, path.lastIndexOf('/'));
  };

  /** Deletes an object, and makes another one of the same name that says that it is of the same environment. */
  const makeAnew = async (
    context: ReturnType<typeof test.environment>,
    ref: Ref,
    change: { data?: Record<string, string>; image?: string },
  ) => {
    const before = await test.live(context, ref);
    const path = await remove(context, ref);
    const { labels } = before?.metadata ?? {};
    const { status, body } = await test.admin.request({
      method: 'PATCH',
      path: `${path}/${ref.name}`,
      // As Cairn itself would, so that no field tells them apart either.
      query: { fieldManager: 'cairn' },
      contentType: 'application/apply-patch+yaml',
      body: {
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name, labels },
        ...(change.data && { data: change.data }),
        ...(change.image && {
          spec: {
            selector: { matchLabels: { app: 'theirs' } },
            template: {
              metadata: { labels: { app: 'theirs' } },
              spec: { containers: [{ name: 'a', image: change.image }] },
            },
          },
        }),
      },
    });
    if (status !== 201) {
      throw new Error(JSON.stringify(body));
    }
    const anew = await test.live(context, ref);
    expect(anew?.metadata.uid).not.toBe(before?.metadata.uid);
    return anew;
  };

  /** One change of an environment that is there. */
  const planned = async (
    operation: string,
    before: string[],
    after: string[],
  ) => {
    const context = test.environment();
    const items = await test.make(context, NAMESPACE, ...before);
    const changes = await test.plan(context, items, NAMESPACE, ...after);
    const change = changes.find(one => one.operation === operation);
    if (!change) {
      throw new Error(`No ${operation}: ${operations(changes)}`);
    }
    const effect = await test.effect(context);
    return {
      context,
      apply: () => test.engine.apply({ ...change, index: 1 }, effect),
    };
  };

  it('an update makes nothing of what is gone', async () => {
    const { context, apply } = await planned(
      'update',
      [settings('hello')],
      [settings('bye')],
    );
    await remove(context, SETTINGS);
    await expect(apply()).rejects.toThrow(/settings/);
    expect(await test.live(context, SETTINGS)).toBeUndefined();
  });

  it('an update leaves alone what was made anew under the same name and label', async () => {
    const { context, apply } = await planned(
      'update',
      [settings('hello')],
      [settings('bye')],
    );
    // With the same content: nothing but its UID tells them apart.
    const theirs = await makeAnew(context, SETTINGS, {
      data: { greeting: 'hello' },
    });
    await expect(apply()).rejects.toThrow(/settings/);
    expect(await test.live(context, SETTINGS)).toEqual(theirs);
  });

  it('a replacement leaves it alone, too', async () => {
    const { context, apply } = await planned(
      'replace',
      [WEB],
      [WEB.replace(/app: web/g, 'app: other')],
    );
    const theirs = await makeAnew(context, DEPLOYMENT, {
      image: 'registry.example/theirs:1',
    });
    await expect(apply()).rejects.toThrow(/web/);
    const live = await test.live(context, DEPLOYMENT);
    expect(live?.metadata.uid).toBe(theirs?.metadata.uid);
    expect(JSON.stringify(live?.spec)).toContain('theirs:1');
  });

  it('a deletion leaves it alone, too', async () => {
    const context = test.environment();
    const items = await test.make(context, NAMESPACE, settings('hello'));
    const theirs = await makeAnew(context, SETTINGS, {
      data: { greeting: 'theirs' },
    });
    await test.engine.destroy(items[1], await test.effect(context));
    expect(await test.live(context, SETTINGS)).toEqual(theirs);
  });

  it.each([
    [
      'ClusterRole',
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' },
      undefined,
    ],
    ['object of another namespace', { ...SETTINGS }, 'default'],
  ])(
    'an effect that no plan could have makes no %s',
    async (_, kind, namespace) => {
      const context = test.environment();
      const changes = await test.plan(
        context,
        [],
        NAMESPACE,
        settings('hello'),
      );
      await test.apply(context, changes.slice(0, 1));
      const { name } = context.environment;
      const ref = {
        ...kind,
        name,
        cluster: 'local',
        ...(namespace && { namespace }),
      };
      const { apiVersion } = kind;
      const own = await test.admin.get({
        apiVersion: 'v1',
        kind: 'Namespace',
        name: context.environment.namespace,
      });
      const labels = own?.metadata.labels;
      await expect(
        test.engine.apply(
          {
            ...changes[1],
            index: 1,
            ref,
            object: {
              apiVersion,
              kind: kind.kind,
              metadata: { name, labels, ...(namespace && { namespace }) },
            },
          },
          await test.effect(context),
        ),
      ).rejects.toThrow();
      expect(await test.admin.get(ref)).toBeUndefined();
    },
  );
});
