import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  ConfiguredClusters,
  type KubernetesClient,
} from '@cairn/plugin-clusters-node';
import type { Environment } from '@cairn/plugin-environments-common';
import { testPlatform } from './platform';
import { startSettings, until } from './startSettings';
import { Way } from './Way';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
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
  const started = await startSettings({
    knex: await databases.init('SQLITE_3'),
    kubeconfig: {
      reader: await way.kubeconfig(kubeconfig.reader, folder),
      writer: await way.kubeconfig(kubeconfig.writer, folder),
    },
  });
  const name = `watch-${randomUUID().slice(0, 8)}`;
  const environment = () => started.environment(name);
  return {
    name,
    way,
    scheduler: started.scheduler,
    environment,
    drift: () => started.drift(name),
    async create() {
      await started.apply(await started.plan(name));
      await until(environment, ({ state }) => state === 'Ready');
    },
    async stop() {
      way.release();
      way.cut();
      await started.stop();
      await way.close();
    },
  };
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
