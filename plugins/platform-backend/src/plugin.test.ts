import { createServer, type Server } from 'node:http';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import request from 'supertest';
import platformPlugin from './index';

const neighbour = createBackendPlugin({
  pluginId: 'neighbour',
  register(env) {
    env.registerInit({
      deps: { dependencies: platformDependenciesServiceRef },
      async init({ dependencies }) {
        dependencies.register({
          id: 'x',
          title: 'X',
          description: 'An x.',
          neededFor: ['Everything with an x'],
          probe: async () => {
            throw new Error('no x at http://me:hunter2@x');
          },
        });
      },
    });
  },
});

let git: Server;
let gitUrl: string;
beforeAll(async () => {
  git = createServer((_, response) => response.end('{"version":"1.26.0"}'));
  await new Promise<void>(done => git.listen(0, '127.0.0.1', done));
  const address = git.address();
  gitUrl =
    address && typeof address === 'object'
      ? `http://127.0.0.1:${address.port}`
      : '';
});
afterAll(() => new Promise(done => git.close(done)));

const path = '/api/platform/v1/dependencies';

async function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const { server } = await startTestBackend({
    features: [
      platformPlugin,
      neighbour,
      mockServices.rootConfig.factory({
        data: { cairn: { git: { url: gitUrl } } },
      }),
      mockServices.permissions.factory({ result }),
    ],
  });
  return server;
}

it('answers how each dependency is, of every plugin', async () => {
  const server = await start(AuthorizeResult.ALLOW);
  let body = { dependencies: [{ id: '', state: 'unknown' }] };
  while (body.dependencies.some(({ state }) => state === 'unknown')) {
    const response = await request(server).get(path).expect(200);
    expect(response.headers['cache-control']).toBe('no-store');
    body = response.body;
  }
  expect(body).toMatchObject({ overall: 'down' });
  const states = Object.fromEntries(
    body.dependencies.map(dependency => [dependency.id, dependency]),
  );
  expect(states).toMatchObject({
    x: {
      state: 'down',
      reason: 'no x at http://[redacted]@x',
      neededFor: ['Everything with an x'],
    },
    git: { state: 'ok', version: '1.26.0' },
    database: { state: 'ok', version: expect.stringMatching(/^SQLite 3/) },
    identity: { state: 'off', action: expect.any(String) },
    'docs-generator': { state: 'off' },
  });
});

it('refuses those who may not see it, and machines', async () => {
  const server = await start(AuthorizeResult.DENY);
  const { body } = await request(server).get(path).expect(403);
  expect(body.error.message).toMatch(/platform.read/);

  const { server: open } = await startTestBackend({
    features: [platformPlugin],
  });
  await request(open)
    .get(path)
    .set('Authorization', 'Bearer mock-service-token')
    .expect(403);
});
