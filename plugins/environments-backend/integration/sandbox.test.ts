import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ObservedResource,
  Plan,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { SHIPPED_CLASSES, startOnPlatform } from './startOnPlatform';
import { until } from './startSettings';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('a sandbox on the local platform', () => {
  let platform: Awaited<ReturnType<typeof startOnPlatform>>;
  const name = `it-${Date.now().toString(36)}`;
  const wanted = {
    action: 'create',
    class: 'sandbox',
    name,
    owner: 'group:default/checkout-team',
    parameters: { size: 'medium' },
  };

  let classes: string;

  beforeAll(async () => {
    classes = await mkdtemp(join(tmpdir(), 'classes-'));
    await cp(SHIPPED_CLASSES, classes, { recursive: true });
    platform = await startOnPlatform(databases, classes);
  });

  afterAll(async () => {
    await platform.admin.close();
    await rm(classes, { recursive: true });
  });

  const namespace = (of = name) =>
    platform.cluster.get({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: `env-${of}`,
    });

  it('is planned, made, looked at and destroyed', async () => {
    const planned = await platform.post('/plans', wanted);
    expect(planned.status).toBe(201);
    const plan: Plan = planned.body;
    expect(plan.verdict.allowed).toBe(true);
    expect(plan.verdict.rules.length).toBeGreaterThan(5);
    expect(plan.blockers).toEqual([]);
    expect(
      plan.changes.map(({ ref, operation }) => [ref.kind, operation]),
    ).toEqual([
      ['Namespace', 'create'],
      ['NetworkPolicy', 'create'],
      ['NetworkPolicy', 'create'],
      ['NetworkPolicy', 'create'],
      ['ResourceQuota', 'create'],
      ['LimitRange', 'create'],
      ['RoleBinding', 'create'],
    ]);
    // A plan writes nothing.
    expect(await namespace()).toBeUndefined();

    const run = await platform.apply(plan);
    expect([run.state, run.message]).toEqual([
      'Succeeded',
      'Everything was made.',
    ]);

    const environment = await platform.settled(name);
    expect(environment).toMatchObject({
      state: 'Ready',
      namespace: `env-${name}`,
      outputs: { Namespace: `env-${name}` },
    });
    expect((await namespace())?.metadata.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'cairn',
      'cairn.dev/environment': environment.id,
      'cairn.dev/environment-name': name,
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    const quota = await platform.cluster.get({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      namespace: `env-${name}`,
      name: 'environment',
    });
    expect(quota?.spec).toMatchObject({
      hard: { 'limits.cpu': '2', 'limits.memory': '4Gi', pods: '20' },
    });

    const resources: ObservedResource[] = (
      await platform.get(`/environments/${name}/resources`)
    ).body;
    expect(resources.map(({ status }) => status)).toEqual(
      Array(7).fill('Ready'),
    );
    const manifest = await platform.get(
      `/environments/${name}/resources/${resources[0].id}/manifest`,
    );
    expect(manifest.body).toMatchObject({
      kind: 'Namespace',
      metadata: { uid: resources[0].uid },
    });

    expect((await platform.post('/plans', wanted)).status).toBe(409);

    const destroy = await platform.post('/plans', {
      action: 'destroy',
      environment: name,
    });
    expect(destroy.status).toBe(201);
    expect(
      destroy.body.changes.map(({ operation }: PlannedChange) => operation),
    ).toEqual(Array(7).fill('delete'));
    const gone = await platform.apply(destroy.body);
    expect([gone.state, gone.message]).toEqual([
      'Succeeded',
      'Everything is gone.',
    ]);
    expect(await namespace()).toBeUndefined();
    expect((await platform.get(`/environments/${name}`)).body.state).toBe(
      'Destroyed',
    );
  });

  it('is a conflict where somebody else has the namespace, and leaves it alone', async () => {
    const taken = `${name}-x`;
    const { writer } = platform.admin.get('admin');
    await writer.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: `env-${taken}` },
      },
    });
    try {
      const plan = await platform.post('/plans', { ...wanted, name: taken });
      expect(plan.status).toBe(201);
      expect(plan.body.blockers).toContain('conflict');
      const applied = await platform.post(`/plans/${plan.body.digest}/apply`);
      expect([applied.status, applied.body.error.name]).toEqual(
        plan.body.verdict.allowed
          ? [409, 'ConflictError']
          : [403, 'NotAllowedError'],
      );
      expect((await namespace(taken))?.metadata.labels).toEqual({
        'kubernetes.io/metadata.name': `env-${taken}`,
      });
    } finally {
      await writer.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/env-${taken}`,
      });
    }
  });

  it('is not made where what its class takes in was edited, or led elsewhere, since it was planned', async () => {
    const edited = `${name}-e`;
    const version = async () =>
      (await platform.get('/classes/sandbox')).body.version;
    const applied = (plan: Plan) =>
      platform.post(`/plans/${plan.digest}/apply`);
    const quota = join('guard-rails', 'quota.yaml');
    try {
      const plan = await platform.post('/plans', { ...wanted, name: edited });
      expect(plan.body.blockers).toEqual([]);
      const before = await version();
      await appendFile(join(classes, quota), '\n# Nothing to see here.\n');
      await until(version, now => now !== before);
      const stale = await applied(plan.body);
      expect([stale.status, stale.body.error.name]).toEqual([
        409,
        'STALE_PLAN',
      ]);
      expect(stale.body.error.changes.join()).toContain('class');

      const again = await platform.post('/plans', { ...wanted, name: edited });
      await rm(join(classes, quota));
      await symlink('/etc/hostname', join(classes, quota));
      await until(version, now => now === undefined);
      const led = await applied(again.body);
      expect(led.status).toBe(400);
      expect(led.body.error.message).toContain('is a symbolic link');
    } finally {
      await rm(join(classes, quota));
      await cp(join(SHIPPED_CLASSES, quota), join(classes, quota));
    }
    expect(await namespace(edited)).toBeUndefined();
    expect((await platform.get(`/environments/${edited}`)).status).toBe(404);
  });
});
