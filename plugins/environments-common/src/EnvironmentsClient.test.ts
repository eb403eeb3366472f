import { EnvironmentsClient } from './EnvironmentsClient';
import {
  fieldProblemsOf,
  planDifferencesOf,
  stalePlanChangesOf,
} from './problems';

function clientAnswering(status: number, body: unknown) {
  const requests: Array<{ url: string; init?: RequestInit }> = [];
  const client = new EnvironmentsClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://localhost/api/${plugin}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({ url, init });
        return new Response(JSON.stringify(body), {
          status,
          headers: { 'Content-Type': 'application/json' },
        });
      },
    },
  });
  return { client, requests };
}

const refusal = (error: object, statusCode: number) => ({
  error: { name: 'InputError', message: 'refused', ...error },
  request: { method: 'POST', url: '/v1/plans' },
  response: { statusCode },
});

describe('EnvironmentsClient', () => {
  it('asks for what is wanted, each part encoded', async () => {
    const { client, requests } = clientAnswering(200, { items: [], total: 0 });
    await client.listEnvironments({
      search: 'a b',
      state: ['Ready', 'Unknown'],
      component: 'component:default/cart-api',
      limit: 10,
    });
    await client.getManifest('shop', '../x');
    expect(requests.map(({ url }) => url)).toEqual([
      'http://localhost/api/environments/v1/environments?search=a+b&state=Ready&state=Unknown&component=component%3Adefault%2Fcart-api&limit=10',
      'http://localhost/api/environments/v1/environments/shop/resources/..%2Fx/manifest',
    ]);
    await client.listEnvironments();
    expect(requests[2].url).toBe(
      'http://localhost/api/environments/v1/environments',
    );
  });

  it('sends a request for a plan as JSON', async () => {
    const { client, requests } = clientAnswering(201, { digest: 'sha256:1' });
    await client.plan({ action: 'destroy', environment: 'shop' });
    expect(requests[0].init).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"action":"destroy","environment":"shop"}',
    });
  });

  it('rejects with the fields that a refusal names', async () => {
    const fields = [{ field: 'name', message: 'is required' }];
    const { client } = clientAnswering(400, refusal({ fields }, 400));
    const error = await client.getRun('x').catch((e: unknown) => e);
    expect(fieldProblemsOf(error)).toEqual(fields);
    expect(stalePlanChangesOf(error)).toBeUndefined();
  });

  it('rejects with what changed where a plan is stale', async () => {
    const changes = ['policy denies it now'];
    const differences = [
      { part: 'policy', what: changes[0], before: 1, after: 2 },
      { part: 'of a later version', what: 'is left out' },
    ];
    const { client } = clientAnswering(
      409,
      refusal({ name: 'STALE_PLAN', changes, differences }, 409),
    );
    const error = await client.apply('sha256:1').catch((e: unknown) => e);
    expect(stalePlanChangesOf(error)).toEqual(changes);
    expect(planDifferencesOf(error)).toEqual(differences.slice(0, 1));
    expect(fieldProblemsOf(error)).toEqual([]);
  });

  it.each([undefined, new Error('offline'), { body: 'html' }])(
    'finds nothing in %p',
    error => {
      expect(fieldProblemsOf(error)).toEqual([]);
      expect(stalePlanChangesOf(error)).toBeUndefined();
      expect(planDifferencesOf(error)).toEqual([]);
    },
  );
});
