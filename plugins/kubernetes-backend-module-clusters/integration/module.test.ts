import { readFileSync } from 'node:fs';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import kubernetesModuleClusters from '../src';

jest.setTimeout(60_000);

describe('the Kubernetes plugin with the clusters of Cairn', () => {
  it('knows the clusters that are there, and shows no credential', async () => {
    const path = process.env.CAIRN_TEST_PLATFORM;
    if (!path) {
      throw new Error(
        'CAIRN_TEST_PLATFORM must name the file that describes the running platform; start one with ./cairn up',
      );
    }
    const { kubeconfig } = JSON.parse(readFileSync(path, 'utf8'));
    const { server } = await startTestBackend({
      features: [
        kubernetesPlugin,
        kubernetesModuleClusters,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [],
            },
            cairn: {
              clusters: [
                {
                  name: 'local',
                  simulated: true,
                  writer: { kubeconfig: '/nowhere/writer.yaml' },
                  reader: { kubeconfig: kubeconfig.reader },
                },
                {
                  name: 'later',
                  writer: { kubeconfig: '/nowhere/writer.yaml' },
                  reader: { kubeconfig: '/nowhere/reader.yaml' },
                },
              ],
            },
          },
        }),
      ],
    });
    const as = { authorization: mockCredentials.user.header() };

    const clusters = await request(server)
      .get('/api/kubernetes/clusters')
      .set(as);
    expect(clusters.body).toEqual({
      items: [
        { name: 'local', title: 'local', authProvider: 'serviceAccount' },
      ],
    });
    expect(clusters.text).not.toContain('eyJ');
  });
});
