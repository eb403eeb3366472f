import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type { ApplicationHealth } from '@cairn/plugin-health-common';
import { z } from 'zod';
import { ArgoCdHealthSource } from '../src/ArgoCdHealthSource';

jest.setTimeout(120_000);

const platformSchema = z.looseObject({
  kubeconfig: z.object({ admin: z.string(), reader: z.string() }),
  argocd: z.object({ namespace: z.string() }),
  git: z.object({ url: z.string(), organization: z.string() }),
});

function testPlatform() {
  const path = process.env.CAIRN_TEST_PLATFORM;
  if (!path) {
    throw new Error(
      'CAIRN_TEST_PLATFORM must name the file that describes the running platform; start one with ./cairn up',
    );
  }
  return platformSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

describe('applications of a real Argo CD', () => {
  const { kubeconfig, argocd, git } = testPlatform();
  const namespace = `health-${randomBytes(4).toString('hex')}`;
  const stop = new AbortController();
  let clusters: ConfiguredClusters;
  let source: ArgoCdHealthSource;

  const applications = `/apis/argoproj.io/v1alpha1/namespaces/${argocd.namespace}/applications`;
  const send = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ) => {
    const response = await clusters.get('admin').writer.request({
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
  const look = (): ApplicationHealth | undefined =>
    source.read({ cluster: 'local', namespace })?.applications[0]?.health;
  const becomes = async (status: string, reason: string) => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const seen = look();
      if (seen?.verdict.status === status && seen.verdict.reason === reason) {
        return seen;
      }
      if (Date.now() > deadline) {
        throw new Error(`It is not ${reason}: ${JSON.stringify(seen)}`);
      }
      await new Promise(done => setTimeout(done, 200));
    }
  };

  beforeAll(async () => {
    const cluster = (name: string, path: string) => ({
      name,
      writer: { kubeconfig: path },
      reader: { kubeconfig: path },
    });
    clusters = ConfiguredClusters.fromConfig(
      new ConfigReader({
        cairn: {
          clusters: [
            cluster('local', kubeconfig.reader),
            cluster('admin', kubeconfig.admin),
          ],
        },
      }),
      { logger: mockServices.logger.mock() },
    );
    source = new ArgoCdHealthSource({
      clusters,
      instances: [
        {
          name: 'main',
          cluster: 'local',
          namespace: argocd.namespace,
          webUrl: 'http://argocd.localhost',
        },
      ],
      logger: mockServices.logger.mock(),
    });
    await source.start({ signal: stop.signal });
    await send('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    await send('POST', applications, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: namespace,
        namespace: argocd.namespace,
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'default',
        source: {
          repoURL: `${git.url}/${git.organization}/cart-api.git`,
          path: 'deploy/base',
          targetRevision: 'main',
        },
        destination: { server: 'https://kubernetes.default.svc', namespace },
      },
    });
  });
  afterAll(async () => {
    await send('DELETE', `${applications}/${namespace}`);
    stop.abort();
    await send('DELETE', `/api/v1/namespaces/${namespace}`);
    await clusters.close();
  });

  it('says what differs from Git, then that it is deployed, then that it cannot be', async () => {
    const outOfSync = await becomes('Degraded', 'OutOfSync');
    expect(outOfSync).toMatchObject({
      instance: 'main',
      sync: 'OutOfSync',
      health: 'Missing',
      path: 'deploy/base',
      targetRevision: 'main',
      url: `http://argocd.localhost/applications/${argocd.namespace}/${namespace}`,
    });
    expect(outOfSync.troubled).toContainEqual(
      expect.objectContaining({
        object: expect.objectContaining({ kind: 'Deployment' }),
        sync: 'OutOfSync',
      }),
    );

    await send('PATCH', `${applications}/${namespace}`, {
      spec: { syncPolicy: { automated: {} } },
    });
    expect(await becomes('Healthy', 'Synced')).toMatchObject({
      revision: expect.stringMatching(/^[0-9a-f]{40}$/),
      syncedAt: expect.any(String),
      troubled: [],
    });
    expect(
      source.read({ cluster: 'local', namespace })?.timeline(),
    ).toContainEqual(
      expect.objectContaining({
        type: 'deploy',
        message: expect.stringContaining(`Argo CD deployed ${namespace} at `),
      }),
    );

    await send('PATCH', `${applications}/${namespace}`, {
      spec: { source: { path: 'deploy/nowhere' } },
    });
    const broken = await becomes('Degraded', 'ComparisonError');
    expect(broken.verdict.message).toContain('app path does not exist');
  });
});
