import { randomUUID } from 'node:crypto';
import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import { z } from 'zod';
import { parseApplication } from '../src/applicationStatus';
import { Crash, crashing } from './crashing';
import { CRON_JOB, DAEMON_SET, deployment, Fixture } from './fixture';
import { startGitDaemon } from './gitDaemon';

jest.setTimeout(180_000);

const STATEFUL_SET = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  serviceName: web
  replicas: 3
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: store, image: registry.example/store:1 }] }
`;
const AUTOSCALER = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 2
  maxReplicas: 4
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
`;
const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const WEB = deployment('registry.example/web:1');

const replicasSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().optional(),
    suspend: z.boolean().optional(),
  }),
});

describe('sleep of what Kustomize does not render, on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'plain/web.yaml': WEB,
      'plain/store.yaml': STATEFUL_SET,
      'plain/nightly.yaml': CRON_JOB,
      'chart/Chart.yaml': CHART,
      'chart/templates/web.yaml': WEB,
      'chart/templates/store.yaml': STATEFUL_SET,
      'chart/templates/nightly.yaml': CRON_JOB,
      'agent/web.yaml': WEB,
      'agent/agent.yaml': DAEMON_SET,
      'scaled/web.yaml': WEB.replace('  replicas: 2\n', ''),
      'scaled/autoscaler.yaml': AUTOSCALER,
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  const numbers = async (context: RenderContext) => {
    const [web, store, nightly, other] = await Promise.all([
      fixture.live(context, 'apps/v1', 'Deployment'),
      fixture.live(context, 'apps/v1', 'StatefulSet', 'store'),
      fixture.live(context, 'batch/v1', 'CronJob', 'nightly'),
      fixture.live(context, 'apps/v1', 'Deployment', 'other'),
    ]);
    const spec = (object: unknown) =>
      replicasSchema.safeParse(object).data?.spec;
    return {
      web: spec(web)?.replicas,
      store: spec(store)?.replicas,
      nightly: spec(nightly)?.suspend,
      other: spec(other)?.replicas,
    };
  };
  const AWAKE = { web: 2, store: 3, nightly: false };
  const ASLEEP = { web: 0, store: 0, nightly: true };

  const until = async <T>(
    look: () => Promise<T>,
    isIt: (seen: T) => boolean,
  ): Promise<T> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const seen = await look();
      if (isIt(seen)) {
        return seen;
      }
      if (Date.now() > deadline) {
        throw new Error(`It stays ${JSON.stringify(seen)}`);
      }
    }
  };

  interface Slept {
    context: RenderContext;
    items: [InventoryItem, InventoryItem];
    settings: Record<string, unknown>;
  }
  const planned = async (
    { context, items, settings }: Slept,
    asleep: boolean,
  ) => (await fixture.plan(context, items, { settings, asleep }))[1];
  const change = async (slept: Slept, asleep: boolean) => {
    const plan = await planned(slept, asleep);
    await fixture.engine.apply(
      { ...plan, index: 0 },
      fixture.effect(slept.context),
    );
    return plan;
  };
  const inCluster = (plan: { fields: Array<{ path: string }> }) =>
    plan.fields.filter(({ path }) =>
      /^\/status\/resources\/.*\/spec\//.test(path),
    );
  const deployed = async (path: string, automated: boolean): Promise<Slept> => {
    const settings = { automated };
    const context = await fixture.environment({ path });
    return {
      context,
      settings,
      items: await fixture.deploy(context, settings),
    };
  };
  const revisionSeen = async ({ items: [, { ref }] }: Slept) => {
    const live = await fixture.admin.get(ref);
    return live && parseApplication(live)?.status.sync.revision;
  };
  const look = ({ items: [, application] }: Slept) =>
    fixture.patch(application, {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
    });
  const workload = ({ context }: Slept, name = 'web') => ({
    ref: {
      cluster: 'admin',
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: context.environment.namespace,
      name,
    },
  });

  it.each([
    ['plain', false],
    ['plain', true],
    ['chart', true],
  ])('puts to sleep and wakes %s (automated: %s)', async (path, automated) => {
    const slept = await deployed(path, automated);
    expect(await numbers(slept.context)).toMatchObject(AWAKE);

    const plan = await change(slept, true);
    expect(plan.operation).toBe('update');
    expect(inCluster(plan)).toEqual(
      expect.arrayContaining([
        {
          path: '/status/resources/Deployment/web/spec/replicas',
          before: 2,
          after: 0,
        },
        {
          path: '/status/resources/StatefulSet/store/spec/replicas',
          before: 3,
          after: 0,
        },
        {
          path: '/status/resources/CronJob/nightly/spec/suspend',
          before: false,
          after: true,
        },
      ]),
    );
    expect(await numbers(slept.context)).toMatchObject(ASLEEP);
    expect(await planned(slept, true)).toMatchObject({
      operation: 'unchanged',
      fields: [],
    });
    await look(slept);
    await until(
      () =>
        fixture.engine.observe(slept.items, {
          signal: fixture.signal,
        }),
      seen => seen.every(({ status }) => status === 'Ready'),
    );
    expect(await numbers(slept.context)).toMatchObject(ASLEEP);

    const waking = await change(slept, false);
    expect(inCluster(waking)).toContainEqual({
      path: '/status/resources/StatefulSet/store/spec/replicas',
      before: 0,
      after: 3,
    });
    expect(await numbers(slept.context)).toMatchObject(AWAKE);
    expect(await planned(slept, false)).toMatchObject({
      operation: 'unchanged',
    });
  });

  it('is not woken by a new commit, and puts to rest what somebody deploys', async () => {
    const slept = await deployed('plain', true);
    await change(slept, true);
    const revision = fixture.git.commit({
      'plain/web.yaml': deployment('registry.example/web:2', { replicas: 4 }),
      'plain/other.yaml': deployment('registry.example/web:1', {
        name: 'other',
        replicas: 1,
      }),
    });
    await look(slept);
    await until(
      () => revisionSeen(slept),
      seen => seen === revision,
    );
    expect(await numbers(slept.context)).toEqual({
      ...ASLEEP,
      other: undefined,
    });
    expect(await planned(slept, true)).toMatchObject({
      operation: 'unchanged',
    });
    expect(
      await fixture.engine.observe([slept.items[1]], {
        signal: fixture.signal,
      }),
    ).toMatchObject([{ status: 'Ready' }]);

    // Somebody has Argo CD deploy nevertheless: what sleeps goes on to, what is new runs.
    await fixture.patch(slept.items[1], {
      operation: {
        initiatedBy: { username: 'somebody' },
        sync: { syncOptions: ['RespectIgnoreDifferences=true'] },
      },
    });
    await until(
      () => numbers(slept.context),
      ({ other }) => other === 1,
    );
    expect(await numbers(slept.context)).toMatchObject(ASLEEP);
    const plan = await until(
      () => planned(slept, true),
      ({ operation }) => operation === 'update',
    );
    expect(inCluster(plan)).toEqual([
      {
        path: '/status/resources/Deployment/other/spec/replicas',
        before: 1,
        after: 0,
      },
    ]);
    // And wakes one by hand, which is put to rest as well and has the number of before still.
    await fixture.patch(workload(slept), { spec: { replicas: 5 } });
    expect(inCluster(await change(slept, true))).toHaveLength(2);
    expect(await numbers(slept.context)).toEqual({ ...ASLEEP, other: 0 });

    const waking = await change(slept, false);
    expect(inCluster(waking)).toContainEqual({
      path: '/status/resources/Deployment/web/spec/replicas',
      before: 0,
      after: 2,
    });
    // Git's numbers, as they are now.
    expect(await numbers(slept.context)).toMatchObject({
      web: 4,
      other: 1,
      store: 3,
    });
  });

  it('leaves an autoscaler nothing to scale, and gives back what it had decided on', async () => {
    const slept = await deployed('scaled', true);
    await until(
      () => numbers(slept.context),
      ({ web }) => web === 2,
    );
    await change(slept, true);
    const ready = {
      ref: {
        ...workload(slept).ref,
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
      },
    };
    await until(
      () => fixture.admin.get(ready.ref),
      live => JSON.stringify(live).includes('ScalingDisabled'),
    );
    expect(await numbers(slept.context)).toMatchObject({ web: 0 });
    await change(slept, false);
    expect(await numbers(slept.context)).toMatchObject({ web: 2 });
  });

  it('wakes what runs although the repository is gone, and says that', async () => {
    const git = await startGitDaemon();
    git.commit({ 'plain/web.yaml': WEB });
    const context = await fixture.environment({
      path: 'plain',
      repository: git.url,
    });
    const items = await fixture.deploy(context);
    const slept = { context, items, settings: {} };
    git.stop();
    await change(slept, true);
    expect(await numbers(context)).toMatchObject({ web: 0 });
    await expect(change(slept, false)).rejects.toThrow(
      /Argo CD (could not|to) deploy/,
    );
    expect(await numbers(context)).toMatchObject({ web: 2 });
  });

  it.each(['before', 'after'] as const)(
    'sleeps and wakes whenever it is interrupted %s a write',
    async when => {
      const slept = await deployed('chart', true);
      for (const asleep of [true, false]) {
        let writes = 0;
        for (let crashed = true, write = 1; crashed; write++) {
          const plan = await planned(slept, asleep);
          const step = randomUUID();
          crashed = await fixture
            .engineOn(crashing(fixture.clusters, { write, when }))
            .apply({ ...plan, index: 0 }, fixture.effect(slept.context, step))
            .then(
              () => false,
              error => {
                if (!(error instanceof Crash)) {
                  throw error;
                }
                return true;
              },
            );
          // A run that goes on has its plan, and what is rendered anew.
          const { object } = await planned(slept, asleep);
          await fixture.engine.apply(
            { ...plan, object, index: 0 },
            fixture.effect(slept.context, step),
          );
          expect(await numbers(slept.context)).toMatchObject(
            asleep ? ASLEEP : AWAKE,
          );
          expect(await planned(slept, asleep)).toMatchObject({
            operation: 'unchanged',
          });
          if (crashed) {
            writes = write;
            await change(slept, !asleep);
          }
        }
        // The application, each of three workloads, and having Argo CD look or deploy.
        expect(writes).toBeGreaterThanOrEqual(5);
      }
    },
  );

  it('says what cannot be put to sleep', async () => {
    const slept = await deployed('agent', false);
    const plan = await planned(slept, true);
    expect(plan).toMatchObject({
      operation: 'unknown',
      reason: expect.stringContaining('DaemonSet agent cannot be put to sleep'),
    });
    await expect(change(slept, true)).rejects.toThrow('cannot be applied');
    expect(await numbers(slept.context)).toMatchObject({ web: 2 });
  });
});
