import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  healthSourceExtensionPoint,
  type HealthSource,
} from '@cairn/plugin-health-node';
import healthModule from '.';

async function startedWith(argocdCluster: string): Promise<HealthSource> {
  const sources: HealthSource[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        healthSourceExtensionPoint,
        { addSource: (source: HealthSource) => sources.push(source) },
      ],
    ],
    features: [
      healthModule,
      mockServices.rootConfig.factory({
        data: {
          cairn: {
            clusters: [
              {
                name: 'local',
                writer: { kubeconfig: '/nowhere/writer.yaml' },
                reader: { kubeconfig: '/nowhere/reader.yaml' },
              },
            ],
            argocd: { instances: [{ name: 'main', cluster: argocdCluster }] },
          },
        },
      }),
    ],
  });
  expect(sources.map(({ id }) => id)).toEqual(['argocd']);
  return sources[0];
}

describe('the module argocd of health', () => {
  it('starts before its cluster is there, and is not sure of anything', async () => {
    const source = await startedWith('local');
    const stop = new AbortController();
    await source.start({ signal: stop.signal });
    expect(source.read({ cluster: 'local', namespace: 'a' })).toMatchObject({
      applications: [],
      trouble: expect.stringContaining('"local"'),
    });
    expect(source.freshness('local')).not.toHaveProperty('observedAt');
    expect(source.freshness('other')).toBeUndefined();
    stop.abort();
  });

  it('starts where its cluster is not configured, and concerns nothing', async () => {
    const source = await startedWith('elsewhere');
    expect(source.read({ cluster: 'local', namespace: 'a' })).toBeUndefined();
  });
});
