import type { DesiredResource } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import { EngineUnderTest, NAMESPACE, operations, WEB } from './EngineUnderTest';

jest.setTimeout(120_000);

const CREDENTIALS = `
apiVersion: v1
kind: Secret
metadata:
  name: cairn-credentials
  annotations: { cairn.dev/generate: 'password,token:64' }
stringData: { user: app }
`;
const AUTOSCALER = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 2
  maxReplicas: 9
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
`;
const CRON = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
          containers:
            - name: nightly
              image: registry.example/nightly:1
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;

const credentials = {
  apiVersion: 'v1',
  kind: 'Secret',
  name: 'cairn-credentials',
};
const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

describe('the life of an environment on a real API server', () => {
  let under: EngineUnderTest;

  beforeAll(() => {
    under = new EngineUnderTest();
  });
  afterEach(() => under.clean());
  afterAll(() => under.close());

  describe('credentials that are made up', () => {
    const values = async (context: RenderContext) => {
      const live = await under.live(context, credentials);
      return Object.fromEntries(
        Object.entries(live?.data ?? {}).map(([key, value]) => [
          key,
          Buffer.from(String(value), 'base64').toString('utf8'),
        ]),
      );
    };

    it('are made once, kept through every change, and shown nowhere', async () => {
      const context = under.environment();
      const plan = await under.plan(context, [], NAMESPACE, CREDENTIALS);
      expect(operations(plan)).toEqual(['create Namespace', 'create Secret']);
      const items = await under.apply(context, plan);
      const first = await values(context);
      expect(first).toEqual({
        user: 'app',
        password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
        token: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
      });

      const again = await under.plan(context, items, NAMESPACE, CREDENTIALS);
      expect(operations(again)).toEqual([
        'unchanged Namespace',
        'unchanged Secret',
      ]);

      const other = CREDENTIALS.replace('user: app', 'user: other').replace(
        'token:64',
        'token:64,key',
      );
      const update = await under.plan(context, items, NAMESPACE, other);
      expect(update[1]).toMatchObject({
        operation: 'update',
        fields: expect.arrayContaining([
          { path: '/data/key', after: '[redacted]' },
          { path: '/data/user', before: '[redacted]', after: '[redacted]' },
        ]),
      });
      expect(update[1].takes).toBeUndefined();
      await under.apply(context, update);
      const second = await values(context);
      expect(second).toEqual({
        ...first,
        user: 'other',
        key: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      });
      const read = await under.engine.read(items[1], { signal: under.signal });
      // What a plan gives away is `before`; what it is made of is the class's.
      const text = JSON.stringify([plan, again, update, read]);
      const made = [...Object.values(first), second.key].filter(
        value => value !== 'app',
      );
      for (const value of made) {
        expect(text).not.toContain(value);
        expect(text).not.toContain(Buffer.from(value).toString('base64'));
      }
    });

    it('are not taken from an object of somebody else', async () => {
      const context = under.environment();
      const items = await under.make(context, NAMESPACE);
      await under.admin.request({
        method: 'POST',
        path: `/api/v1/namespaces/${context.environment.namespace}/secrets`,
        body: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'cairn-credentials' },
          stringData: { password: 'theirs-and-nobody-elses' },
        },
      });
      const plan = await under.plan(context, items, NAMESPACE, CREDENTIALS);
      expect(plan[1].operation).toBe('conflict');
      expect(JSON.stringify(plan)).not.toContain('theirs-and-nobody');
    });
  });

  describe('sleep', () => {
    const asleep = async (desired: DesiredResource[]) =>
      under.engine.hibernated(desired, { signal: under.signal });
    const spec = async (context: RenderContext, ref: typeof web) =>
      (await under.live(context, ref))?.spec;

    it('brings everything to zero, and waking brings it back as it was', async () => {
      const context = under.environment();
      const plain = WEB.replace(/\bweb\b/g, 'plain');
      const class_ = [NAMESPACE, WEB, AUTOSCALER, plain, CRON];
      const items = await under.make(context, ...class_);
      // As the autoscaler does.
      await under.meddle(
        context,
        web,
        { spec: { replicas: 5 } },
        'kube-controller-manager',
      );

      const desired = await under.render(context, ...class_);
      const sleep = await under.engine.plan(
        await asleep(desired),
        items,
        under.planning(context),
      );
      const change = sleep.find(
        ({ ref }) => ref.name === 'web' && ref.kind === 'Deployment',
      );
      expect(change).toMatchObject({
        operation: 'update',
        takes: [
          { manager: 'kube-controller-manager', fields: ['/spec/replicas'] },
        ],
        fields: expect.arrayContaining([
          { path: '/spec/replicas', before: 5, after: 0 },
        ]),
      });
      await under.apply(context, sleep);
      expect(await spec(context, web)).toMatchObject({ replicas: 0 });
      expect(await spec(context, { ...web, name: 'plain' })).toMatchObject({
        replicas: 0,
      });
      expect(
        await spec(context, {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: 'nightly',
        }),
      ).toMatchObject({ suspend: true });
      // Asleep is a state like every other: nothing is to be done for it again.
      const still = await under.engine.plan(
        await asleep(desired),
        items,
        under.planning(context),
      );
      expect(new Set(still.map(({ operation }) => operation))).toEqual(
        new Set(['unchanged']),
      );

      const wake = await under.plan(context, items, ...class_);
      expect(
        wake.find(({ ref }) => ref.name === 'web' && ref.kind === 'Deployment')
          ?.fields,
      ).toContainEqual({ path: '/spec/replicas', before: 0, after: 5 });
      await under.apply(context, wake);
      expect(await spec(context, web)).toMatchObject({ replicas: 5 });
      expect(await spec(context, { ...web, name: 'plain' })).toMatchObject({
        replicas: 2,
      });
      const live = await under.live(context, web);
      expect(
        live?.metadata.annotations?.['cairn.dev/replicas-before-hibernation'],
      ).toBeUndefined();

      // And from then on it is the autoscaler's again, also when something else changes.
      await under.meddle(
        context,
        web,
        { spec: { replicas: 7 } },
        'kube-controller-manager',
      );
      const newer = [
        NAMESPACE,
        WEB.replace('web:1', 'web:2'),
        AUTOSCALER,
        plain,
        CRON,
      ];
      const update = await under.plan(context, items, ...newer);
      expect(
        update.find(({ operation }) => operation === 'update'),
      ).not.toHaveProperty('takes');
      await under.apply(context, update);
      expect(await spec(context, web)).toMatchObject({ replicas: 7 });
    });
  });

  it('lists what others put into its namespaces, and nothing that is its own', async () => {
    const context = under.environment();
    const items = await under.make(context, NAMESPACE, WEB);
    const { namespace } = context.environment;
    await under.admin.request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'notes' },
      },
    });
    expect(await under.engine.foreign(items, { signal: under.signal })).toEqual(
      [
        {
          cluster: 'local',
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'notes',
        },
      ],
    );
  });

  it('may have namespaces that are named after its first one', async () => {
    const context = under.environment();
    const second = NAMESPACE.replace(
      'name: ${{ environment.namespace }}',
      'name: ${{ environment.namespace }}--jobs',
    );
    const inSecond = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: '\${{ environment.namespace }}--jobs' }
`;
    const items = await under.make(context, NAMESPACE, second, inSecond);
    expect(
      operations(await under.plan(context, items, NAMESPACE, second, inSecond)),
    ).toEqual([
      'unchanged Namespace',
      'unchanged Namespace',
      'unchanged ConfigMap',
    ]);
    const [, , orphan] = await under.plan(
      under.environment(),
      [],
      NAMESPACE,
      NAMESPACE.replace('}}', '}}--b'),
      inSecond,
    );
    expect(orphan).toMatchObject({
      operation: 'conflict',
      reason: expect.stringContaining('nothing in the class makes it'),
    });
    await under.admin.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/${context.environment.namespace}--jobs`,
    });
  });
});
