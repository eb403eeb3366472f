import type { InventoryItem } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';
import {
  CRON_JOB,
  DAEMON_SET,
  deployment,
  Fixture,
  kustomization,
  SERVICE,
} from './fixture';

jest.setTimeout(120_000);

const STATEFUL_SET = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  serviceName: web
  replicas: 2
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: store, image: registry.example/store:1 }] }
`;

describe('sleep on a real Argo CD', () => {
  let fixture: Fixture;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({
      'all/kustomization.yaml': kustomization(
        'deployment.yaml',
        'service.yaml',
        'cron.yaml',
        'daemon.yaml',
        'store.yaml',
      ),
      'all/deployment.yaml': deployment('registry.example/web:1'),
      'all/service.yaml': SERVICE,
      'all/cron.yaml': CRON_JOB,
      'all/daemon.yaml': DAEMON_SET,
      'all/store.yaml': STATEFUL_SET,
    });
  });
  afterEach(() => fixture.clean());
  afterAll(() => fixture.stop());

  const runs = async (context: RenderContext) => {
    const [web, store, agent, nightly] = await Promise.all([
      fixture.live(context, 'apps/v1', 'Deployment'),
      fixture.live(context, 'apps/v1', 'StatefulSet', 'store'),
      fixture.live(context, 'apps/v1', 'DaemonSet', 'agent'),
      fixture.live(context, 'batch/v1', 'CronJob', 'nightly'),
    ]);
    return { web, store, agent, nightly };
  };
  const asleep = {
    web: { spec: { replicas: 0 } },
    store: { spec: { replicas: 0 } },
    agent: { status: { desiredNumberScheduled: 0 } },
    nightly: { spec: { suspend: true } },
  };
  const settled = async (
    context: RenderContext,
    expected: Record<string, unknown>,
  ) => {
    // The controllers of Kubernetes follow what Argo CD has set.
    const deadline = Date.now() + 30_000;
    for (;;) {
      const seen = await runs(context);
      try {
        expect(seen).toMatchObject(expected);
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
      }
    }
  };

  async function change(
    context: RenderContext,
    items: InventoryItem[],
    options: { settings?: Record<string, unknown>; asleep?: boolean },
  ) {
    const [, application] = await fixture.plan(context, items, options);
    expect(application.operation).toBe('update');
    await fixture.engine.apply(
      { ...application, index: 0 },
      fixture.effect(context),
    );
    const [, after] = await fixture.plan(context, items, options);
    expect(after.operation).toBe('unchanged');
    return application;
  }

  it.each([
    ['by hand', false],
    ['by itself, with self-heal', true],
  ])('puts to sleep and wakes what is deployed %s', async (_how, automated) => {
    const settings = { automated };
    const context = await fixture.environment({ path: 'all' });
    const items = await fixture.deploy(context, settings);
    await settled(context, { web: { spec: { replicas: 2 } } });

    const plan = await change(context, items, { settings, asleep: true });
    expect(plan.fields.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/spec\/source\/kustomize/),
    ]);
    await settled(context, asleep);
    expect(
      await fixture.engine.observe(items, { signal: fixture.signal }),
    ).toMatchObject([{ status: 'Ready' }, { status: 'Ready' }]);

    if (automated) {
      // Somebody wakes a part of it: Argo CD itself puts it to sleep again.
      await fixture.patch(
        {
          ref: {
            cluster: 'admin',
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: context.environment.namespace,
            name: 'web',
          },
        },
        { spec: { replicas: 2 } },
      );
      await settled(context, asleep);
    }

    await change(context, items, { settings });
    await settled(context, {
      web: { spec: { replicas: 2 }, status: { availableReplicas: 2 } },
      store: { spec: { replicas: 2 } },
      agent: { status: { desiredNumberScheduled: expect.any(Number) } },
    });
    const { agent, nightly } = await runs(context);
    expect(nightly?.spec).not.toMatchObject({ suspend: true });
    expect(agent?.status).not.toMatchObject({ desiredNumberScheduled: 0 });
  });
});
