import { resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import kubernetesEngine from '@cairn/plugin-environments-backend-module-kubernetes';
import type {
  Environment,
  ObservedResource,
  Plan,
  PlannedChange,
  Run,
} from '@cairn/plugin-environments-common';
import request from 'supertest';
import { environmentsPlugin } from '../src/plugin';
import { testPlatform } from './platform';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const classes = resolve(__dirname, '../../../classes');

/** The plugin as the portal runs it, on the real cluster and the real OPA. Only the catalog and the user are made up. */
async function startOnPlatform() {
  const { kubeconfig, opaUrl } = testPlatform();
  const knex = await databases.init('SQLITE_3');
  const config = {
    backend: { baseUrl: 'http://localhost' },
    cairn: {
      classes: { folders: [classes] },
      clusters: [
        {
          name: 'local',
          simulated: true,
          writer: { kubeconfig: kubeconfig.writer },
          reader: { kubeconfig: kubeconfig.reader },
        },
      ],
      policy: { url: opaUrl },
    },
  };
  const { server } = await startTestBackend({
    features: [
      environmentsPlugin,
      kubernetesEngine,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      mockServices.userInfo.factory(),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'checkout-team', namespace: 'default' },
            spec: { type: 'team', children: [] },
          },
        ],
      }),
    ],
  });
  const admin = ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'admin',
            writer: { kubeconfig: kubeconfig.admin },
            reader: { kubeconfig: kubeconfig.admin },
          },
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
  const url = (path: string) => `/api/environments/v1${path}`;
  const authorization = mockCredentials.user.header();
  const get = (path: string) =>
    request(server).get(url(path)).set('Authorization', authorization);
  const post = (path: string, body: object = {}) =>
    request(server)
      .post(url(path))
      .set('Authorization', authorization)
      .send(body);
  return {
    admin,
    cluster: admin.get('admin').reader,
    get,
    post,
    async apply(plan: Plan): Promise<Run> {
      const applied = await post(`/plans/${plan.digest}/apply`);
      if (applied.status !== 202) {
        throw new Error(JSON.stringify(applied.body));
      }
      // The stream ends with the run.
      await get(`/runs/${applied.body.id}/events`);
      return (await get(`/runs/${applied.body.id}`)).body;
    },
  };
}

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

  beforeAll(async () => {
    platform = await startOnPlatform();
  });

  afterAll(() => platform.admin.close());

  const namespace = (of = name) =>
    platform.cluster.get({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: `env-${of}`,
    });

  async function settled(): Promise<Environment> {
    for (;;) {
      const { body } = await platform.get(`/environments/${name}`);
      if (body.state !== 'Provisioning') {
        return body;
      }
    }
  }

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

    const environment = await settled();
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
});
