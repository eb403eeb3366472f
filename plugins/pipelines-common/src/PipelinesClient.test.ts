import { PipelinesClient } from './PipelinesClient';

function clientOf(answer: () => Response) {
  const asked: string[] = [];
  const client = new PipelinesClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal/api/${id}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        asked.push(`${init?.method ?? 'GET'} ${url}`);
        return answer();
      },
    },
  });
  return { asked, client };
}

describe('PipelinesClient', () => {
  it('asks for what is meant, whatever a name or an id holds', async () => {
    const { asked, client } = clientOf(() => Response.json({}));
    const entity = 'component:default/cart-api';

    await client.listRuns(entity);
    await client.listRuns(entity, {
      limit: 20,
      cursor: 'a b',
      branch: 'feature/x?&',
    });
    await client.getRun(entity, '../../x');
    await client.getLog(entity, '7');
    await client.getLog(entity, '7', 0);
    await client.rerun(entity, '7');
    await client.cancel(entity, '7');

    const base =
      'http://portal/api/pipelines/v1/entities/component/default/cart-api';
    expect(asked).toEqual([
      `GET ${base}/runs`,
      `GET ${base}/runs?limit=20&cursor=a+b&branch=feature%2Fx%3F%26`,
      `GET ${base}/runs/..%2F..%2Fx`,
      `GET ${base}/runs/7/log`,
      `GET ${base}/runs/7/log?after=0`,
      `POST ${base}/runs/7/rerun`,
      `POST ${base}/runs/7/cancel`,
    ]);
  });

  it('rejects with the reason of the server', async () => {
    const { client } = clientOf(() =>
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'There is no such run.' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );

    await expect(
      client.getRun('component:default/cart-api', '7'),
    ).rejects.toMatchObject({
      statusCode: 404,
      body: { error: { message: 'There is no such run.' } },
    });
  });
});
