import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { environmentsEngineExtensionPoint } from '@cairn/plugin-environments-node';
import {
  platformDependenciesServiceRef,
  type PlatformDependency,
} from '@cairn/plugin-platform-node';
import environmentsModule from '.';

describe('the module argocd of environments', () => {
  it('starts before anything that it needs is there, and says so', async () => {
    const addEngine = jest.fn();
    const registered: PlatformDependency[] = [];
    await startTestBackend({
      extensionPoints: [[environmentsEngineExtensionPoint, { addEngine }]],
      features: [
        environmentsModule,
        createServiceFactory({
          service: platformDependenciesServiceRef,
          deps: {},
          factory: () => ({
            register: dependency => registered.push(dependency),
            list: () => registered,
          }),
        }),
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
              argocd: {
                instances: [
                  {
                    name: 'main',
                    cluster: 'local',
                    url: 'http://127.0.0.1:9/',
                    tokenFile: '/nowhere/token',
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    expect(addEngine).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'argocd' }),
    );
    expect(registered.map(({ id }) => id)).toEqual(['argocd:main']);
    expect(
      await registered[0].probe({ signal: new AbortController().signal }),
    ).toEqual({
      state: 'starting',
      reason: expect.stringMatching(/ not there yet: \/nowhere\/\w+/),
    });
  });
});
