import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  ConfiguredClusters,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import kubernetesEngine from '@cairn/plugin-environments-backend-module-kubernetes';
import {
  environmentClassSchema,
  type Drift,
  type Environment,
  type Plan,
} from '@cairn/plugin-environments-common';
import { environmentClassesServiceRef } from '@cairn/plugin-environments-node';
import { policyServiceRef } from '@cairn/plugin-policy-node';
import request from 'supertest';
import { FakeNotifications, FakePolicy } from '../src/__testUtils__/fakes';
import { MemoryClasses } from '../src/__testUtils__/MemoryClasses';
import { environmentsPlugin } from '../src/plugin';
import { testPlatform } from './platform';
import { Way } from './Way';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const USER = 'user:default/amara.okafor';

const settingsClass = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'settings' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: {
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'string', maxLength: 20 } },
    },
    lifecycle: { ttl: '72h' },
    placement: { clusters: ['local'] },
    components: [
      {
        name: 'settings',
        engine: 'kubernetes',
        inline: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: {
              name: '${{ environment.namespace }}',
              labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
            },
          },
          ...['first', 'second'].map(name => ({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name },
            data: { size: '${{ parameters.size }}', who: name },
          })),
        ],
      },
    ],
  },
});

function clustersOf(kubeconfig: string, writer = kubeconfig) {
  return ConfiguredClusters.fromConfig(
    new ConfigReader({
      cairn: {
        clusters: [
          {
            name: 'local',
            writer: { kubeconfig: writer },
            reader: { kubeconfig },
          },
        ],
      },
    }),
    { logger: mockServices.logger.mock() },
  );
}

/** The plugin on the real API server, and a way to it that can be blocked. Nothing is looked at but by watches. */
async function start(folder: string) {
  const { kubeconfig } = testPlatform();
  const way = await Way.to(kubeconfig.reader);
  const knex = await databases.init('SQLITE_3');
  const scheduler = mockServices.scheduler();
  const paths = {
    reader: await way.kubeconfig(kubeconfig.reader, folder),
    writer: await way.kubeconfig(kubeconfig.writer, folder),
  };
  const features: BackendFeature[] = [
    environmentsPlugin,
    kubernetesEngine,
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost' },
        cairn: {
          clusters: [
            {
              name: 'local',
              writer: { kubeconfig: paths.writer },
              reader: { kubeconfig: paths.reader },
            },
          ],
        },
      },
    }),
    mockServices.database.mock({ getClient: async () => knex }).factory,
    mockServices.userInfo.factory(),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => new FakeNotifications(),
    }),
    createServiceFactory({
      service: policyServiceRef,
      deps: {},
      factory: () => new FakePolicy(),
    }),
    createServiceFactory({
      service: environmentClassesServiceRef,
      deps: {},
      factory: () => new MemoryClasses(settingsClass),
    }),
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => scheduler,
    }),
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
  ];
  const backend = await startTestBackend({ features });
  const name = `watch-${randomUUID().slice(0, 8)}`;
  const as = mockCredentials.user.header(USER);
  const url = (path: string) => `/api/environments/v1${path}`;
  const get = async (path: string) =>
    (await request(backend.server).get(url(path)).set('Authorization', as))
      .body;
  const post = async (path: string, body: object = {}) => {
    const response = await request(backend.server)
      .post(url(path))
      .set('Authorization', as)
      .send(body);
    if (response.status >= 300) {
      throw new Error(JSON.stringify(response.body));
    }
    return response.body;
  };
  const environment = (): Promise<Environment> => get(`/environments/${name}`);
  return {
    name,
    way,
    scheduler,
    environment,
    drift: (): Promise<Drift> => get(`/environments/${name}/drift`),
    async create() {
      const plan: Plan = await post('/plans', {
        action: 'create',
        class: 'settings',
        name,
        owner: 'group:default/checkout-team',
        parameters: { size: 'small' },
      });
      await post(`/plans/${plan.digest}/apply`);
      await until(environment, ({ state }) => state === 'Ready');
    },
    async stop() {
      way.release();
      way.cut();
      await backend.stop();
      await way.close();
    },
  };
}

/** Looks until it is as wanted. @returns after how many milliseconds */
async function until<T>(
  look: () => Promise<T>,
  isWanted: (seen: T) => boolean,
  withinMs = 60_000,
): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    const seen = await look();
    const tookMs = Date.now() - startedAt;
    if (isWanted(seen)) {
      return tookMs;
    }
    if (tookMs > withinMs) {
      throw new Error(
        `Not as wanted after ${withinMs / 1000} s: ${JSON.stringify(seen)}`,
      );
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

describe('an environment that is watched', () => {
  let folder: string;
  let started: Awaited<ReturnType<typeof start>>;
  let admin: KubernetesClient;
  let adminClusters: ConfiguredClusters;

  const configMap = (name: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: `env-${started.name}`,
    name,
  });
  const patch = async (name: string, body: Record<string, string | null>) => {
    const { status } = await admin.request({
      method: 'PATCH',
      path: await admin.pathOf(configMap(name)),
      query: { fieldManager: 'kubectl-edit' },
      contentType: 'application/merge-patch+json',
      body: { data: body },
    });
    expect(status).toBe(200);
  };
  const state = (wanted: Environment['state'], withinMs?: number) =>
    until(
      started.environment,
      environment => environment.state === wanted,
      withinMs,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'observe-'));
    adminClusters = clustersOf(testPlatform().kubeconfig.admin);
    admin = adminClusters.get('local').writer;
  });
  afterAll(async () => {
    await adminClusters.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    started = await start(folder);
    await started.create();
  });
  afterEach(async () => {
    await started.stop();
    await admin.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/env-${started.name}`,
    });
  });

  it('is Drifted when somebody edits it, with who did and a parameter that accepts it, and Ready when it is put back', async () => {
    await patch('first', { size: 'large' });
    await state('Drifted');
    expect(await started.drift()).toMatchObject({
      resources: [
        {
          kind: 'changed',
          ref: { kind: 'ConfigMap', name: 'first' },
          fields: [
            {
              path: '/data/size',
              before: 'small',
              after: 'large',
              manager: 'kubectl-edit',
              changedAt: expect.any(String),
            },
          ],
        },
      ],
    });
    // Both, as the parameter would make it.
    await patch('second', { size: 'large' });
    await until(
      started.drift,
      ({ accept }) => accept?.parameters.size === 'large',
    );
    await patch('first', { size: 'small' });
    await patch('second', { size: 'small' });
    await state('Ready');
    expect(await started.drift()).toMatchObject({ resources: [] });
  });

  it('says what is missing, replaced, or no longer marked as its own', async () => {
    const path = await admin.pathOf(configMap('first'));
    await admin.request({ method: 'DELETE', path });
    await state('Degraded');
    await until(started.drift, ({ resources }) =>
      resources.some(({ kind }) => kind === 'missing'),
    );

    const { body } = await admin.request({
      method: 'POST',
      path: path.slice(0, path.lastIndexOf('/')),
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'first' },
      },
    });
    expect(body).toMatchObject({ kind: 'ConfigMap' });
    await started.scheduler.triggerTask('observe-environments');
    await until(started.drift, ({ resources }) =>
      resources.some(({ kind }) => kind === 'replaced'),
    );

    await admin.request({
      method: 'PATCH',
      path: await admin.pathOf(configMap('second')),
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { 'cairn.dev/environment': null } } },
    });
    await until(started.drift, ({ resources }) =>
      resources.some(
        ({ kind, ref }) => kind === 'changed' && ref.name === 'second',
      ),
    );
  });

  it('is Unknown within 15 s when the API server says nothing any more, and Ready when it answers again', async () => {
    started.way.block();
    const tookMs = await state('Unknown', 30_000);
    // Known within 13 s, and then looked at.
    expect(tookMs).toBeLessThan(15_000);
    const { reason, observedAt = '', conditions } = await started.environment();
    expect(reason).toContain('cannot be looked at');
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'Unknown' }),
    );
    // It says how old that is, and goes on saying so.
    expect(Date.now() - Date.parse(observedAt)).toBeGreaterThan(3_000);
    started.way.release();
    started.way.cut();
    await state('Ready');
    const { observedAt: later = '' } = await started.environment();
    expect(later > observedAt).toBe(true);
  });

  it('goes on after its connections were cut, and misses nothing meanwhile', async () => {
    started.way.cut();
    await patch('first', { size: 'medium' });
    await state('Drifted');
  });

  it('is right as of now without anything being written', async () => {
    const { observedAt: before = '' } = await started.environment();
    await until(
      started.environment,
      ({ observedAt = '' }) => observedAt > before,
    );
  });
});
