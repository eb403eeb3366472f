import { HttpFirstHour } from './HttpFirstHour';

const PROGRESS = {
  steps: [{ step: 'look-at-a-service', doneAt: '2026-01-01T10:00:00.000Z' }],
};

function create(answers: Array<[status: number, body: unknown]>) {
  const fetch = jest.fn(async (..._: Parameters<typeof globalThis.fetch>) => {
    const [status, body] = answers.shift() ?? [500, {}];
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  });
  const api = new HttpFirstHour({
    discovery: { getBaseUrl: async plugin => `http://portal/api/${plugin}` },
    fetch: { fetch },
  });
  return { api, fetch };
}

describe('HttpFirstHour', () => {
  it('reads how far somebody is', async () => {
    const { api, fetch } = create([[200, PROGRESS]]);

    expect(await api.progress()).toEqual(PROGRESS);
    expect(fetch.mock.calls[0][0]).toBe(
      'http://portal/api/first-hour/v1/progress',
    );
  });

  it('tells of a page once', async () => {
    const { api, fetch } = create([[200, PROGRESS]]);

    await api.visited('look-at-a-service');
    await api.visited('look-at-a-service');

    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0][1]).toMatchObject({
      method: 'POST',
      body: '{"step":"look-at-a-service"}',
    });
  });

  it('tells again where it was not heard', async () => {
    const { api, fetch } = create([
      [503, { error: { name: 'ServiceUnavailableError', message: 'down' } }],
      [200, PROGRESS],
    ]);

    await expect(api.visited('read-its-docs')).rejects.toThrow();
    await api.visited('read-its-docs');

    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('puts the checklist away', async () => {
    const { api, fetch } = create([[200, PROGRESS]]);

    await api.setDismissed(true);

    expect(fetch.mock.calls[0]).toEqual([
      'http://portal/api/first-hour/v1/progress/dismissed',
      expect.objectContaining({ method: 'PUT', body: '{"dismissed":true}' }),
    ]);
  });

  it('does not take an answer that it does not understand', async () => {
    const { api } = create([[200, { steps: [{ step: 'fly' }] }]]);
    await expect(api.progress()).rejects.toThrow();
  });

  it('knows what the platform waits for', async () => {
    const { api } = create([
      [
        200,
        {
          time: '2026-01-01T10:00:00.000Z',
          overall: 'degraded',
          dependencies: [
            { id: 'opa', title: 'Policy', state: 'ok', neededFor: [] },
            {
              id: 'cluster:local',
              title: 'Local cluster',
              state: 'building',
              neededFor: [],
              progress: { step: 'compiling', remainingSeconds: 360 },
            },
          ],
        },
      ],
    ]);
    expect(await api.waits()).toEqual([
      {
        id: 'cluster:local',
        text: 'Local cluster, about 6 minutes',
        seconds: 360,
        comes: true,
      },
    ]);
  });
});
