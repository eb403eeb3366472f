import { PluginClient } from './PluginClient';
import { entityPath } from './entityPath';

function setup(answer: () => Response = () => Response.json({ ok: true })) {
  const requests: Array<{ url: string; init?: RequestInit }> = [];
  const client = new PluginClient('boats', {
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({ url, init });
        return answer();
      },
    },
  });
  return { client, requests };
}

it('asks version 1 of its plugin, with what was named and not with what was not', async () => {
  const { client, requests } = setup();
  await expect(
    client.get('/boats', {
      search: 'a&b',
      after: 0,
      upgrade: false,
      state: ['Afloat', 'Ashore'],
      owner: undefined,
      cursor: '',
    }),
  ).resolves.toEqual({ ok: true });
  await client.get('/boats');
  expect(requests.map(({ url }) => url)).toEqual([
    'http://portal/api/boats/v1/boats?search=a%26b&after=0&upgrade=false&state=Afloat&state=Ashore',
    'http://portal/api/boats/v1/boats',
  ]);
});

it('posts JSON, or nothing', async () => {
  const { client, requests } = setup();
  await client.post('/boats', { name: 'heron' });
  await client.post('/boats/heron/launch');
  expect(requests.map(({ init }) => init)).toEqual([
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"name":"heron"}',
    },
    { method: 'POST' },
  ]);
});

it('refuses with what the plugin said', async () => {
  const { client } = setup(() =>
    Response.json(
      {
        error: { name: 'NotFoundError', message: 'There is no boat heron' },
        response: { statusCode: 404 },
      },
      { status: 404 },
    ),
  );
  for (const asked of [client.get('/boats/heron'), client.post('/boats', {})]) {
    await expect(asked).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotFoundError', message: 'There is no boat heron' },
    });
  }
});

it('names an entity in an address', () => {
  expect(entityPath('component:default/cart-api')).toBe(
    'component/default/cart-api',
  );
  expect(entityPath('Component:a/b%2Fc')).toBe('Component/a/b%252Fc');
});
