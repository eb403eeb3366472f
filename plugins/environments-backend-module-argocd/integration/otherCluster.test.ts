import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters, ObjectWriter } from '@cairn/plugin-clusters-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { ArgoCdEngine } from '../src/ArgoCdEngine';
import { Fixture, localInstance, SERVICE } from './fixture';
import { testPlatform } from './platform';

jest.setTimeout(120_000);

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.object({
        'client-certificate-data': z.string(),
        'client-key-data': z.string(),
      }),
    }),
  ]),
});

/**
 * The cluster that is deployed to: the platform of `CAIRN_TEST_FAR_PLATFORM`. Without one the running platform's own cluster
 * stands in, under an address that Argo CD does not take for its own.
 */
const far = testPlatform(process.env.CAIRN_TEST_FAR_PLATFORM);

describe('an Argo CD that deploys to another cluster', () => {
  const name = `far-${randomUUID().slice(0, 8)}`;
  const {
    clusters: [{ cluster }],
    users: [{ user }],
  } = kubeconfigSchema.parse(parse(readFileSync(far.kubeconfig.admin, 'utf8')));
  const destinations = {
    ref: {
      cluster: 'local',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'cairn-system',
      name: 'cairn-argocd-destinations',
    },
  };
  let fixture: Fixture;
  let clusters: ConfiguredClusters;
  let engine: ArgoCdEngine;

  beforeAll(async () => {
    fixture = await Fixture.start();
    fixture.git.commit({ 'base/service.yaml': SERVICE });
    const { kubeconfig } = testPlatform();
    clusters = ConfiguredClusters.fromConfig(
      new ConfigReader({
        cairn: {
          clusters: [
            {
              name: 'local',
              writer: { kubeconfig: kubeconfig.writer },
              reader: { kubeconfig: kubeconfig.reader },
            },
            {
              name: 'far',
              writer: { kubeconfig: far.kubeconfig.writer },
              reader: { kubeconfig: far.kubeconfig.reader },
            },
            {
              name: 'far-admin',
              writer: { kubeconfig: far.kubeconfig.admin },
              reader: { kubeconfig: far.kubeconfig.admin },
            },
          ],
        },
      }),
      { logger: mockServices.logger.mock() },
    );
    engine = new ArgoCdEngine({
      clusters,
      instances: [
        { ...localInstance(), destinations: new Map([['far', { name }]]) },
      ],
      syncTimeoutMs: 60_000,
    });
    await new ObjectWriter(fixture.admin).create(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name,
          namespace: 'argocd',
          labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
        },
        stringData: {
          name,
          server: cluster.server,
          config: JSON.stringify({
            tlsClientConfig: {
              caData: cluster['certificate-authority-data'],
              certData: user['client-certificate-data'],
              keyData: user['client-key-data'],
            },
          }),
        },
      },
      { operationId: randomUUID() },
    );
  });
  afterEach(() => fixture.clean());
  afterAll(async () => {
    await fixture.admin.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/argocd/secrets/${name}`,
    });
    await clusters.close();
    await fixture.stop();
  });

  it('writes here, deploys there, and knows there what is left', async () => {
    const { signal } = fixture;
    const made = await fixture.environment();
    const context = {
      ...made,
      environment: { ...made.environment, cluster: 'far' },
    };
    const { id, name: environment, namespace } = context.environment;
    const farAdmin = clusters.get('far-admin').writer;
    const at = { apiVersion: 'v1', kind: 'Namespace', name: namespace };
    if (!(await farAdmin.get(at))) {
      await new ObjectWriter(farAdmin).create(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace, labels: { environment } },
        },
        { operationId: randomUUID() },
      );
      fixture.leaves(() =>
        farAdmin.request({
          method: 'DELETE',
          path: `/api/v1/namespaces/${namespace}`,
        }),
      );
    }
    const desired = await engine.render(fixture.component(), context);
    const plan = () => engine.plan(desired, [], fixture.planning(context));

    // Admission knows of clusters what the administrator wrote down.
    expect(await plan()).toMatchObject([
      {
        operation: 'unknown',
        reason: expect.stringContaining('cairn-argocd-destinations'),
      },
      {
        operation: 'unknown',
        reason: expect.stringContaining('cairn-argocd-destinations'),
      },
    ]);
    await fixture.patch(destinations, {
      data: { names: `in-cluster\n${name}\n` },
    });
    fixture.leaves(() =>
      fixture.patch(destinations, { data: { names: 'in-cluster\n' } }),
    );
    const deadline = Date.now() + 30_000;
    let changes = await plan();
    while (
      changes.some(({ operation }) => operation !== 'create') &&
      Date.now() < deadline
    ) {
      changes = await plan();
    }
    expect(
      changes.map(({ operation, ref }) => [operation, ref.kind, ref.cluster]),
    ).toEqual([
      ['create', 'AppProject', 'local'],
      ['create', 'Application', 'local'],
    ]);

    const effect = () => ({
      ...fixture.effect(context),
      environmentId: id,
    });
    const items = [];
    for (const [index, change] of changes.entries()) {
      const owned = await engine.apply({ ...change, index }, effect());
      items.push({
        ...owned,
        id: change.ref.kind,
        component: change.component,
        engine: 'argocd',
        createdAt: '',
      });
    }
    const [project, application] = items;
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      namespace,
      name: 'web',
    };
    const deployed = await farAdmin.get(service);
    expect(await engine.children(application, { signal })).toEqual([
      { ref: { cluster: 'far', ...service }, uid: deployed?.metadata.uid },
    ]);
    const child = {
      ref: { cluster: 'far', ...service },
      uid: deployed?.metadata.uid ?? '',
      clusterIdentity: await clusters.get('far').reader.identity(),
    };
    expect(await engine.confirmAbsent(child, { signal })).toMatchObject({
      state: 'present',
    });

    for (const item of [application, project]) {
      await engine.destroy(item, effect());
    }
    expect(await farAdmin.get(service)).toBeUndefined();
    expect(await engine.confirmAbsent(child, { signal })).toMatchObject({
      state: 'absent',
    });
    // A cluster that is another one proves nothing.
    expect(
      await engine.confirmAbsent(
        { ...child, clusterIdentity: 'another' },
        { signal },
      ),
    ).toMatchObject({ state: 'unknown' });
  });
});
