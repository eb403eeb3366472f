import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { startupRulesServiceFactory } from './service';

describe('startup rules', () => {
  it('fail the start of a backend, before any plugin is asked', async () => {
    await expect(
      startTestBackend({
        features: [
          startupRulesServiceFactory,
          mockServices.rootConfig.factory({
            data: { permission: { enabled: false } },
          }),
        ],
      }),
    ).rejects.toThrow('permission.enabled is not true');
  });
});
