import type { Cluster, KubernetesObject } from '@cairn/plugin-clusters-node';
import { KubernetesRequests } from './KubernetesRequests';

type Fields = Record<string, unknown>;

const object = (
  kind: string,
  name: string,
  spec: Fields,
  status: Fields,
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    name,
    namespace: 'shop',
    uid: `uid-${name}`,
    labels: { app: name },
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec,
  status,
});

const pod = (name: string, spec: Fields = {}, status: Fields = {}) =>
  object(
    'Pod',
    name,
    {
      nodeName: 'node-1',
      containers: [
        {
          name: 'web',
          resources: { requests: { cpu: '250m', memory: '512Mi' } },
        },
      ],
      ...spec,
    },
    { phase: 'Running', startTime: '2026-01-01T00:00:05Z', ...status },
  );

/** A cluster that gives its objects two to a page, as lists of an API server do: without their kind. */
function sourceOf(objects: KubernetesObject[]) {
  const refuse = async () => {
    throw new Error('not part of this test');
  };
  const refuseToStream = () => {
    throw new Error('not part of this test');
  };
  const reader = {
    request: refuse,
    pathOf: refuse,
    get: refuse,
    list: refuse,
    identity: refuse,
    version: refuse,
    watch: refuseToStream,
    async *pages({ kind }: { kind: string }) {
      const own = objects
        .filter(one => one.kind === kind)
        .map(one => ({ ...one, kind: '', apiVersion: '' }));
      for (let start = 0; start < own.length; start += 2) {
        yield { objects: own.slice(start, start + 2), resourceVersion: '1' };
      }
    },
  };
  const cluster: Cluster = {
    name: 'local',
    title: 'Local cluster',
    simulated: true,
    reader,
    writer: { ...reader, pages: refuseToStream },
    readerAccess: refuse,
  };
  return new KubernetesRequests(cluster);
}

const sample = (...objects: KubernetesObject[]) =>
  sourceOf(objects).sample({ signal: new AbortController().signal });

describe('KubernetesRequests', () => {
  it('tells what pods ask for, since they have a node', async () => {
    expect(await sample(pod('a'), pod('b'), pod('c'))).toHaveLength(6);
    expect(await sample(pod('a'))).toEqual([
      {
        cluster: 'local',
        namespace: 'shop',
        object: { kind: 'Pod', name: 'a', uid: 'uid-a' },
        labels: { app: 'a' },
        since: '2026-01-01T00:00:05Z',
        resource: 'cpu',
        amount: 0.25,
      },
      expect.objectContaining({ resource: 'memory', amount: 0.5 }),
    ]);
  });

  it.each<[string, KubernetesObject]>([
    [
      'has no node yet',
      pod('a', { nodeName: undefined }, { phase: 'Pending' }),
    ],
    ['is done', pod('a', {}, { phase: 'Succeeded' })],
    ['has failed', pod('a', {}, { phase: 'Failed' })],
    [
      'is a claim without a volume',
      object(
        'PersistentVolumeClaim',
        'a',
        { resources: { requests: { storage: '1Gi' } } },
        { phase: 'Pending' },
      ),
    ],
    [
      'is a load balancer without an address',
      object('Service', 'a', { type: 'LoadBalancer' }, { loadBalancer: {} }),
    ],
    [
      'is a service inside the cluster',
      object('Service', 'a', { type: 'ClusterIP' }, { loadBalancer: {} }),
    ],
  ])('counts nothing that %s', async (_what, one) => {
    expect(await sample(one)).toEqual([]);
  });

  it('tells the size of volumes as they are, and their class', async () => {
    expect(
      await sample(
        object(
          'PersistentVolumeClaim',
          'data',
          {
            storageClassName: 'fast',
            resources: { requests: { storage: '1Gi' } },
          },
          { phase: 'Bound', capacity: { storage: '5Gi' } },
        ),
        object(
          'Service',
          'door',
          { type: 'LoadBalancer' },
          { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } },
        ),
      ),
    ).toEqual([
      expect.objectContaining({
        resource: 'storage',
        amount: 5,
        storageClass: 'fast',
        since: '2026-01-01T00:00:00Z',
      }),
      expect.objectContaining({ resource: 'load-balancer', amount: 1 }),
    ]);
  });

  it('shows a pod that asks for nothing', async () => {
    const silent = await sample(pod('a', { containers: [{ name: 'web' }] }));
    expect(silent.map(({ amount, unpriced }) => [amount, unpriced])).toEqual([
      [0, "Container 'web' asks for no cpu"],
      [0, "Container 'web' asks for no memory"],
    ]);
  });

  it('fails where the cluster does not answer, so that nothing is taken for gone', async () => {
    const source = sourceOf([]);
    const away = new KubernetesRequests({
      ...brokenCluster(),
      title: source.title,
    });
    await expect(
      away.sample({ signal: new AbortController().signal }),
    ).rejects.toThrow('away');
  });
});

function brokenCluster(): Cluster {
  const refuse = async () => {
    throw new Error('away');
  };
  const stream = () => {
    throw new Error('away');
  };
  const client = {
    request: refuse,
    pathOf: refuse,
    get: refuse,
    list: refuse,
    identity: refuse,
    version: refuse,
    watch: stream,
    pages: stream,
  };
  return {
    name: 'local',
    title: 'Local',
    simulated: true,
    reader: client,
    writer: client,
    readerAccess: refuse,
  };
}
