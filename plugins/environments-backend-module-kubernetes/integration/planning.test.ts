import { z } from 'zod';
import { EngineUnderTest, NAMESPACE, operations, WEB } from './EngineUnderTest';

jest.setTimeout(120_000);

const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { greeting: hello }
`;

const settings = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

describe('planning on a real API server', () => {
  let under: EngineUnderTest;

  beforeAll(() => {
    under = new EngineUnderTest();
  });
  afterEach(() => under.clean());
  afterAll(() => under.close());

  it('names what it takes back from others, and takes exactly that', async () => {
    const context = under.environment();
    const items = await under.make(context, NAMESPACE, SETTINGS);
    await under.meddle(context, settings, { data: { greeting: 'mine' } });

    const plan = await under.plan(context, items, NAMESPACE, SETTINGS);
    expect(operations(plan)).toEqual([
      'unchanged Namespace',
      'update ConfigMap',
    ]);
    expect(plan[1]).toMatchObject({
      fields: [{ path: '/data/greeting', before: 'mine', after: 'hello' }],
      takes: [{ manager: 'somebody', fields: ['/data/greeting'] }],
    });

    // What nobody said yes to is not taken.
    const { takes, ...without } = plan[1];
    await expect(under.apply(context, [without])).rejects.toThrow(
      'conflict with "somebody"',
    );
    await under.apply(context, plan);
    expect((await under.live(context, settings))?.data).toEqual({
      greeting: 'hello',
    });
    expect(
      operations(await under.plan(context, items, NAMESPACE, SETTINGS)),
    ).toEqual(['unchanged Namespace', 'unchanged ConfigMap']);
  });

  it('takes nothing over that only carries the label of the environment', async () => {
    const context = under.environment();
    const items = await under.make(context, NAMESPACE);
    const [, { object }] = await under.plan(
      context,
      items,
      NAMESPACE,
      SETTINGS,
    );
    const { metadata } = z
      .looseObject({ metadata: z.looseObject({ labels: z.json() }) })
      .parse(object);
    const { status } = await under.admin.request({
      method: 'POST',
      path: `/api/v1/namespaces/${context.environment.namespace}/configmaps`,
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', labels: metadata.labels },
        data: { theirs: 'yes' },
      },
    });
    expect(status).toBe(201);

    const plan = await under.plan(context, items, NAMESPACE, SETTINGS);
    expect(operations(plan)).toEqual([
      'unchanged Namespace',
      'conflict ConfigMap',
    ]);
    expect(plan[1].reason).toContain('no run of it made it');
  });

  it.each([
    ['in a namespace that does not exist yet', false],
    ['in one that does', true],
  ])('finds pods that would not be let in, %s', async (_name, isThere) => {
    const context = under.environment();
    const items = isThere ? await under.make(context, NAMESPACE) : [];
    const plan = await under.plan(
      context,
      items,
      NAMESPACE,
      WEB.replace('runAsNonRoot: true', 'runAsNonRoot: false'),
    );
    expect(plan[1]).toMatchObject({
      operation: 'conflict',
      reason: expect.stringMatching(
        /^The pods of Deployment "web" .* would not be let in\. .*runAsNonRoot/s,
      ),
    });
    expect(
      operations(await under.plan(context, items, NAMESPACE, WEB))[1],
    ).toBe('create Deployment');
  });

  it('finds what a LimitRange of the namespace does not allow', async () => {
    const context = under.environment();
    const range = `
apiVersion: v1
kind: LimitRange
metadata: { name: limits }
spec: { limits: [{ type: Container, max: { memory: 32Mi } }] }
`;
    const items = await under.make(context, NAMESPACE, range);
    const plan = await under.plan(context, items, NAMESPACE, range, WEB);
    expect(plan[2]).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('memory limit of 32Mi'),
    });
  });

  const quota = (cpu: string) => `
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { requests.cpu: ${cpu}, pods: "10" } }
`;

  it('adds up what a plan needs of its own quota', async () => {
    const context = under.environment();
    const two = WEB.replace(/\bweb\b/g, 'worker');
    const plan = await under.plan(
      context,
      [],
      NAMESPACE,
      quota('300m'),
      WEB,
      two,
    );
    expect(operations(plan)).toEqual([
      'create Namespace',
      'create ResourceQuota',
      'create Deployment',
      'conflict Deployment',
    ]);
    expect(plan[3].reason).toContain(
      'It does not fit into the quota "quota" of the namespace',
    );
    expect(plan[3].reason).toContain(
      'requests.cpu would be 0.4 of 0.3, 0.1 too much',
    );
    expect(
      operations(
        await under.plan(context, [], NAMESPACE, quota('400m'), WEB, two),
      ),
    ).not.toContain('conflict Deployment');
  });

  it('adds up what a change needs of a quota that is there, beside what others use', async () => {
    const context = under.environment();
    const items = await under.make(context, NAMESPACE, quota('500m'), WEB);
    const more = WEB.replace('replicas: 2', 'replicas: 6');
    const plan = await under.plan(
      context,
      items,
      NAMESPACE,
      quota('500m'),
      more,
    );
    expect(plan[2]).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('requests.cpu would be 0.6 of 0.5'),
    });
    // More room in the same plan is room.
    expect(
      operations(await under.plan(context, items, NAMESPACE, quota('1'), more)),
    ).toEqual([
      'unchanged Namespace',
      'update ResourceQuota',
      'update Deployment',
    ]);
  });

  it('replaces what holds data only where the class says so', async () => {
    const context = under.environment();
    const store = (service: string, annotations = '') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store${annotations} }
spec:
  replicas: 0
  serviceName: ${service}
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: store
          image: registry.example/store:1
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
    const items = await under.make(context, NAMESPACE, store('a'));
    const [, kept] = await under.plan(context, items, NAMESPACE, store('b'));
    expect(kept).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('would lose its data'),
    });
    const allowed = ', annotations: { cairn.dev/replace: allowed }';
    const [, replaced] = await under.plan(
      context,
      items,
      NAMESPACE,
      store('b', allowed),
    );
    expect(replaced).toMatchObject({ operation: 'replace' });
  });

  it('deletes what the class no longer makes, last', async () => {
    const context = under.environment();
    const items = await under.make(context, NAMESPACE, SETTINGS, WEB);
    const plan = await under.plan(context, items, NAMESPACE, WEB);
    expect(operations(plan)).toEqual([
      'unchanged Namespace',
      'unchanged Deployment',
      'delete ConfigMap',
    ]);
    await under.apply(context, plan);
    expect(await under.live(context, settings)).toBeUndefined();
    expect(await under.live(context, web)).toMatchObject({
      kind: 'Deployment',
    });
  });
});
