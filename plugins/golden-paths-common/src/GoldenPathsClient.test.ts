import { GoldenPathsClient } from './GoldenPathsClient';

function clientOf(answer: () => Response) {
  const asked: Array<{ request: string; body: unknown }> = [];
  const client = new GoldenPathsClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal/api/${id}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({
          request: `${init?.method ?? 'GET'} ${url}`,
          body: init?.body && JSON.parse(String(init.body)),
        });
        return answer();
      },
    },
  });
  return { asked, client };
}

describe('GoldenPathsClient', () => {
  it('asks for what is meant, whatever a name holds', async () => {
    const { asked, client } = clientOf(() => Response.json({}));
    const request = {
      template: 'template:default/node-service',
      values: { name: 'x' },
    };

    await client.checkName('../plans?x=1#');
    await client.plan(request);
    await client.getPlan('sha256:ab/..');

    const base = 'http://portal/api/golden-paths/v1';
    expect(asked).toEqual([
      { request: `GET ${base}/names/..%2Fplans%3Fx%3D1%23`, body: undefined },
      { request: `POST ${base}/plans`, body: request },
      { request: `GET ${base}/plans/sha256%3Aab%2F..`, body: undefined },
    ]);
  });

  it('rejects with the reason of the server', async () => {
    const { client } = clientOf(() =>
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'The plan is gone.' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );

    await expect(client.getPlan('sha256:00')).rejects.toMatchObject({
      statusCode: 404,
      body: { error: { message: 'The plan is gone.' } },
    });
  });
});
