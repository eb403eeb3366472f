import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import type { Observation } from '@cairn/plugin-health-common';
import { KubernetesHealthSource } from '../src/KubernetesHealthSource';
import { BlackHole } from './BlackHole';
import {
  eventually,
  portOf,
  testClusters,
  testPlatform,
  throughPort,
} from './platform';

jest.setTimeout(120_000);

/** The platform is shared, so that not the API server is stopped but the way to it. */
describe('an API server that is away', () => {
  const { kubeconfig } = testPlatform();
  let folder: string;
  let way: BlackHole;
  let clusters: ConfiguredClusters;
  let source: KubernetesHealthSource;
  let stop: AbortController;
  let changes: number;

  const freshness = (): Observation => source.freshness('local') ?? {};
  const fresh = () =>
    eventually(freshness, ({ trouble }) => trouble === undefined);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'health-'));
    way = new BlackHole(portOf(kubeconfig.reader));
    await way.open();
    clusters = testClusters({
      admin: kubeconfig.admin,
      reader: await throughPort(kubeconfig.reader, way.port, folder),
    });
    source = new KubernetesHealthSource({
      clusters,
      logger: mockServices.logger.mock(),
    });
    stop = new AbortController();
    changes = 0;
    source.onChange(
      () => {
        changes += 1;
      },
      { signal: stop.signal },
    );
    await source.start({ signal: stop.signal });
    await fresh();
  });
  afterEach(async () => {
    stop.abort();
    await clusters.close();
    await way.close();
    await rm(folder, { recursive: true });
  });

  const unknown = () =>
    eventually(freshness, ({ trouble }) => trouble !== undefined, 15_000);
  const running = () =>
    source.read({ cluster: 'local', namespace: 'kube-system' });

  it('is known within 15 s when it is silent, and comes back by itself', async () => {
    const cutAt = Date.now();
    changes = 0;
    way.swallow();
    const { trouble, observedAt } = await unknown();
    expect(trouble).toContain('it did not answer within');
    expect(Date.parse(observedAt ?? '')).toBeLessThanOrEqual(cutAt);
    // Whoever looks is told, without anything having come from the cluster.
    expect(changes).toBeGreaterThan(0);
    expect(running()).toMatchObject({ trouble });

    way.release();
    await fresh();
    // Not only the probe answers: what happens is seen again.
    await seesANewPod();
  });

  it('is known when it is gone, and comes back by itself', async () => {
    await way.close();
    const { trouble } = await unknown();
    expect(trouble).toContain('nothing listens at its address');
    await way.open();
    await fresh();
    await seesANewPod();
  });

  async function seesANewPod() {
    const admin = clusters.get('admin').writer;
    const name = `health-seen-${process.pid}-${Date.now()}`;
    const path = '/api/v1/namespaces/default/pods';
    await admin.request({
      method: 'POST',
      path,
      body: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
        spec: {
          containers: [{ name: 'web', image: 'registry.example/web:1' }],
        },
      },
    });
    try {
      await eventually(
        () =>
          source
            .read({ cluster: 'local', namespace: 'default' })
            ?.workloads.map(({ ref }) => ref.name) ?? [],
        names => names.includes(name),
      );
    } finally {
      await admin.request({ method: 'DELETE', path: `${path}/${name}` });
    }
  }
});
