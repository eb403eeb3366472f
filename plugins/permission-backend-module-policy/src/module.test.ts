import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import request from 'supertest';
import { permissionModulePolicy } from './module';

describe('the permission backend with this policy', () => {
  it('starts with nothing but the catalog, and decides over HTTP', async () => {
    const { server } = await startTestBackend({
      features: [
        permissionPlugin,
        permissionModulePolicy,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        mockServices.userInfo.factory(),
      ],
    });

    const { status, body } = await request(server)
      .post('/api/permission/authorize')
      .set('Authorization', mockCredentials.user.header())
      .send({
        items: ['platform.read', 'kubernetes.proxy', 'no.such'].map(name => ({
          id: name,
          permission: { type: 'basic', name, attributes: {} },
        })),
      });

    expect(status).toBe(200);
    expect(body.items).toEqual([
      { id: 'platform.read', result: 'ALLOW' },
      { id: 'kubernetes.proxy', result: 'DENY' },
      { id: 'no.such', result: 'DENY' },
    ]);
  });
});
