import { once } from 'node:events';
import { createServer } from 'node:http';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { pluginFetchApi } from './pluginFetchApi';

/** Another plugin, which answers with the headers that it was asked with; `/never` is never answered. */
async function otherPlugin() {
  const server = createServer((req, res) => {
    if (req.url !== '/never') {
      res.end(JSON.stringify(req.headers));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('It listens on no port');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const auth = mockServices.auth({ pluginId: 'shops' });
let other: Awaited<ReturnType<typeof otherPlugin>>;

beforeAll(async () => {
  other = await otherPlugin();
});

afterAll(() => other.stop());

it.each([
  ['in its own name', undefined, mockCredentials.service('plugin:shops')],
  [
    'in the name of who asks',
    mockCredentials.user('user:default/amara'),
    mockCredentials.user('user:default/amara'),
  ],
])(
  'asks %s, and keeps the other headers',
  async (_, credentials, onBehalfOf) => {
    const { fetch } = pluginFetchApi({ auth, to: 'bakery', credentials });
    const answer = await fetch(other.url, { headers: { 'x-loaf': 'rye' } });
    await expect(answer.json()).resolves.toMatchObject({
      'x-loaf': 'rye',
      authorization: mockCredentials.service.header({
        onBehalfOf,
        targetPluginId: 'bakery',
      }),
    });
  },
);

it('waits no longer than it may', async () => {
  const { fetch } = pluginFetchApi({ auth, to: 'bakery', timeoutMs: 20 });
  await expect(fetch(`${other.url}/never`)).rejects.toThrow(/timeout/);
});
