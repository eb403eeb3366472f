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
    await clientOf(() =>
      Response.json({ places: [], dependencies: [] }),
    ).getHealth('component:default/cart-api');
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

  it.each([
    ['ahead of', 600_000],
    ['behind', -600_000],
  ])(
    'tells the same age with a clock that is %s the portal’s',
    async (_, by) => {
      const server = Date.now() - by;
      const seen = { observedAt: new Date(server - 3_000).toISOString() };
      const answer = (body: unknown) => () =>
        Response.json(body, {
          headers: { Date: new Date(server).toUTCString() },
        });
      const ageOf = (known: { observedAt?: string }) =>
        Date.now() - Date.parse(known.observedAt ?? '');
      const [summary] = await clientOf(answer([seen])).getSummaries([
        'component:default/a',
      ]);
      const health = await clientOf(
        answer({
          ...seen,
          places: [seen],
          dependencies: [seen],
          parts: [seen],
        }),
      ).getHealth('component:default/a');
      for (const known of [
        summary,
        health,
        ...health.places,
        ...health.dependencies,
        ...(health.parts ?? []),
      ]) {
        // A second, because the header has that grain, and whatever this machine was busy with.
        expect(Math.abs(ageOf(known) - 3_000)).toBeLessThan(60_000);
      }
    },
  );

  it('takes the times as they are where clocks agree or the portal’s is not told', async () => {
    const observedAt = '2026-11-22T10:00:00.000Z';
    for (const headers of [
      new Headers(),
      new Headers({ Date: new Date().toUTCString() }),
    ]) {
      await expect(
        clientOf(() =>
          Response.json([{ observedAt }], { headers }),
        ).getSummaries([]),
      ).resolves.toEqual([{ observedAt }]);
    }
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
