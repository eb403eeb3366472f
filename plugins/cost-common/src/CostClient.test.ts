import { CostClient } from './CostClient';

function clientOf(answer: () => Response) {
  const asked: Array<{ url: string; init?: RequestInit }> = [];
  const client = new CostClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({ url, init });
        return answer();
      },
    },
  });
  return { client, asked };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('CostClient', () => {
  it('asks for an entity, and for the days and the split only where they are given', async () => {
    const { client, asked } = clientOf(() => json({}));
    await client.getReport('component:default/cart-api');
    await client.getReport('component:default/cart-api', {
      days: 30,
      split: 'resource',
    });
    expect(asked.map(({ url }) => url)).toEqual([
      'http://portal/api/cost/v1/entities/component/default/cart-api',
      'http://portal/api/cost/v1/entities/component/default/cart-api?days=30&split=resource',
    ]);
  });

  it('asks for many at once', async () => {
    const { client, asked } = clientOf(() => json({ items: [] }));
    expect(await client.getSummaries(['component:default/a'])).toEqual([]);
    expect(asked[0]).toMatchObject({
      url: 'http://portal/api/cost/v1/batch',
      init: { method: 'POST', body: '{"entityRefs":["component:default/a"]}' },
    });
  });

  it('leaves out of the query what is not asked for', async () => {
    const { client, asked } = clientOf(() => json({}));
    await client.getOverview({ by: 'group', search: '', month: '2026-10' });
    expect(asked[0].url).toBe(
      'http://portal/api/cost/v1/overview?by=group&month=2026-10',
    );
  });

  it('throws what the server says', async () => {
    const { client } = clientOf(() =>
      json(
        {
          error: { name: 'NotFoundError', message: 'No such thing' },
          request: { method: 'GET', url: '/v1/prices' },
          response: { statusCode: 404 },
        },
        404,
      ),
    );
    await expect(client.getPriceList()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      body: { error: { message: 'No such thing' } },
    });
  });
});
