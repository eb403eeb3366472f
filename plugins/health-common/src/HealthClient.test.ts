import { HealthClient } from './HealthClient';

describe('HealthClient', () => {
  const asked: Array<{ url: string; init?: RequestInit }> = [];
  const clientOf = (answer: () => Response) =>
    new HealthClient({
      discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
      fetchApi: {
        fetch: async (url, init) => {
          asked.push({ url, init });
          return answer();
        },
      },
    });

  beforeEach(() => asked.splice(0));

  it('asks for one entity by its kind, namespace and name', async () => {
    await clientOf(() => Response.json({})).getHealth(
      'component:default/cart-api',
    );
    expect(asked[0].url).toBe(
      'http://portal/api/health/v1/entities/component/default/cart-api',
    );
  });

  it('asks for many with one request', async () => {
    await clientOf(() => Response.json([])).getSummaries([
      'component:default/a',
      'component:default/b',
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0].url).toBe('http://portal/api/health/v1/batch');
    expect(asked[0].init).toMatchObject({
      method: 'POST',
      body: '{"entityRefs":["component:default/a","component:default/b"]}',
    });
  });

  it('says what was refused', async () => {
    const client = clientOf(() =>
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'No such entity' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    await expect(
      client.getHealth('component:default/none'),
    ).rejects.toMatchObject({
      statusCode: 404,
      body: { error: { message: 'No such entity' } },
    });
  });
});
