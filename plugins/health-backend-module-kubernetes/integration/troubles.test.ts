import { randomBytes } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { Cluster, ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type {
  HealthVerdict,
  WorkloadHealth,
} from '@cairn/plugin-health-common';
import { KubernetesHealthSource } from '../src/KubernetesHealthSource';
import { eventually, testClusters } from './platform';

jest.setTimeout(120_000);

/** Each trouble is made for real, on the platform's simulated nodes. */
describe('what health says of troubles', () => {
  const namespace = `health-${randomBytes(4).toString('hex')}`;
  const stop = new AbortController();
  const changed = new Set<string>();
  let clusters: ConfiguredClusters;
  let admin: Cluster;
  let source: KubernetesHealthSource;

  const send = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ) => {
    const response = await admin.writer.request({
      method,
      path,
      ...(body && { body: JSON.parse(JSON.stringify(body)) }),
      ...(method === 'PATCH' && {
        contentType: 'application/merge-patch+json',
      }),
    });
    if (response.status >= 300) {
      throw new Error(`${method} ${path}: ${JSON.stringify(response.body)}`);
    }
  };
  const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  const podSpec = (more: object = {}) => ({
    containers: [{ name: 'web', image: 'registry.example/web:1' }],
    ...more,
  });
  const deploy = (
    name: string,
    options: {
      simulate?: string;
      replicas?: number;
      deadline?: number;
      spec?: object;
    } = {},
  ) =>
    send('POST', deployments, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels: { 'backstage.io/kubernetes-id': name } },
      spec: {
        replicas: options.replicas ?? 2,
        progressDeadlineSeconds: options.deadline ?? 600,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: {
            labels: { app: name },
            annotations: options.simulate && {
              'cairn.dev/simulate': options.simulate,
            },
          },
          spec: podSpec(options.spec),
        },
      },
    });
  const simulate = (name: string, trouble: string | null) =>
    send('PATCH', `${deployments}/${name}`, {
      spec: {
        template: {
          metadata: { annotations: { 'cairn.dev/simulate': trouble } },
        },
      },
    });
  const look = (name: string): WorkloadHealth | undefined =>
    source
      .read({ cluster: 'local', namespace })
      ?.workloads.find(({ ref }) => ref.name === name);
  const becomes = (
    name: string,
    wanted: Partial<HealthVerdict>,
    withinMs?: number,
  ) =>
    eventually(
      () => look(name)?.verdict,
      verdict =>
        verdict !== undefined &&
        Object.entries(wanted).every(
          ([key, value]) => Object(verdict)[key] === value,
        ),
      withinMs,
    );

  beforeAll(async () => {
    clusters = testClusters();
    admin = clusters.get('admin');
    await send('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    source = new KubernetesHealthSource({
      clusters,
      logger: mockServices.logger.mock(),
    });
    source.onChange(
      places => places.forEach(place => changed.add(place.namespace)),
      { signal: stop.signal },
    );
    await source.start({ signal: stop.signal });
    await eventually(
      () => source.freshness('local'),
      freshness => freshness?.trouble === undefined,
    );
  });
  afterAll(async () => {
    stop.abort();
    await send('DELETE', `/api/v1/namespaces/${namespace}`);
    await clusters.close();
  });

  it('is healthy, then idle at zero, then healthy again', async () => {
    await deploy('well');
    await becomes('well', { status: 'Healthy', reason: 'RolloutComplete' });
    expect(changed).toContain(namespace);
    expect(look('well')).toMatchObject({
      wanted: 2,
      ready: 2,
      pods: [{ ready: true }, { ready: true }],
    });
    await send('PATCH', `${deployments}/well`, { spec: { replicas: 0 } });
    await becomes('well', { status: 'Idle', reason: 'ScaledToZero' });
    await send('PATCH', `${deployments}/well`, { spec: { replicas: 1 } });
    await becomes('well', { status: 'Healthy' });
  });

  it('says Degraded of a crash loop within 30 s, however young', async () => {
    await deploy('crash', { simulate: 'crash-loop' });
    const verdict = await becomes(
      'crash',
      { status: 'Degraded', reason: 'CrashLoop' },
      30_000,
    );
    expect(verdict?.evidence[0]).toMatchObject({
      message: expect.stringContaining('back-off restarting failed container'),
      object: { kind: 'Pod', namespace },
    });
    await simulate('crash', null);
    await becomes('crash', { status: 'Healthy' });
  });

  it('says that an image cannot be pulled, of a new version as well', async () => {
    await deploy('pull');
    await becomes('pull', { status: 'Healthy' });
    await simulate('pull', 'image-pull');
    const verdict = await becomes('pull', {
      status: 'Degraded',
      reason: 'ImagePull',
    });
    expect(verdict?.message).toMatch(/^2 of 2 pods are ready: the image/);
  });

  it('says that a probe fails, of a pod that was ready', async () => {
    await deploy('probe', { replicas: 1 });
    await becomes('probe', { status: 'Healthy' });
    const [pod] = look('probe')?.pods ?? [];
    // Times in Kubernetes have a grain of a second; the change must not fall into that of the start.
    await eventually(
      () => Date.now() - Date.parse(pod.startedAt ?? ''),
      age => age > 3_000,
    );
    await send(
      'PATCH',
      `/api/v1/namespaces/${namespace}/pods/${pod.ref.name}`,
      {
        metadata: { annotations: { 'cairn.dev/simulate': 'not-ready' } },
      },
    );
    await becomes('probe', { status: 'Down', reason: 'ProbeFailing' });
    await send(
      'PATCH',
      `/api/v1/namespaces/${namespace}/pods/${pod.ref.name}`,
      {
        metadata: { annotations: { 'cairn.dev/simulate': null } },
      },
    );
    await becomes('probe', { status: 'Healthy' });
  });

  it('waits for a first rollout, and says for what, until its deadline', async () => {
    await deploy('stuck', { simulate: 'pending', deadline: 8 });
    const young = await becomes('stuck', {
      status: 'Progressing',
      reason: 'FirstRollout',
    });
    expect(young).toMatchObject({
      reason: 'FirstRollout',
      waitingFor: expect.stringContaining('2 more of 2 pods to be ready'),
    });
    await becomes('stuck', { status: 'Down', reason: 'RolloutStuck' });
  });

  it('is patient with a pod that no node takes, and says so', async () => {
    await deploy('unschedulable', {
      spec: { nodeSelector: { 'kubernetes.io/hostname': 'none' } },
    });
    await eventually(
      () => look('unschedulable')?.verdict.waitingFor ?? '',
      waitingFor => waitingFor.includes('no node takes it'),
    );
    expect(look('unschedulable')?.verdict.status).toBe('Progressing');
  });

  it('judges jobs by how they end', async () => {
    const jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;
    const job = (name: string, trouble?: string) =>
      send('POST', jobs, {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name },
        spec: {
          backoffLimit: 0,
          template: {
            metadata: {
              annotations: trouble && { 'cairn.dev/simulate': trouble },
            },
            spec: podSpec({ restartPolicy: 'Never' }),
          },
        },
      });
    await job('good');
    await job('bad', 'fail');
    await becomes('good', { status: 'Healthy', reason: 'Completed' });
    await becomes('bad', { status: 'Degraded', reason: 'JobFailed' });
  });

  it('finds a service by its label wherever it runs', async () => {
    await deploy('labelled');
    await becomes('labelled', { status: 'Healthy' });
    const selector = 'backstage.io/kubernetes-id=labelled';
    expect(source.namespacesOf({ cluster: 'local', selector })).toEqual([
      namespace,
    ]);
    expect(
      source
        .read({ cluster: 'local', namespace, selector })
        ?.workloads.map(({ ref }) => ref.name),
    ).toEqual(['labelled']);
  });

  it('forgets what is gone', async () => {
    await deploy('short-lived');
    await becomes('short-lived', { status: 'Healthy' });
    await send('DELETE', `${deployments}/short-lived`);
    await eventually(
      () => look('short-lived'),
      seen => seen === undefined,
    );
  });

  it('tells what happened, the newest first', async () => {
    const timeline =
      source.read({ cluster: 'local', namespace })?.timeline() ?? [];
    expect(timeline.length).toBeGreaterThan(5);
    expect(timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['deploy', 'scale', 'warning']),
    );
    const times = timeline.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});
