import { mockApis } from '@backstage/frontend-test-utils';
import type { Run } from '@cairn/plugin-environments-common';
import { failureOf } from '@cairn/plugin-portal-react';
import { HttpEnvironments } from './HttpEnvironments';

const run: Run = {
  id: 'run-1',
  environment: 'amara-scratch',
  digest: 'sha256:00',
  action: 'create',
  state: 'Running',
  message: 'Step 1 of 1.',
  startedBy: 'user:default/amara.okafor',
  attempt: 1,
  createdAt: '2026-11-22T10:00:00Z',
  steps: [],
};

function clientOf(answer: (url: string) => Response | Promise<Response>) {
  return new HttpEnvironments({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
    fetchApi: mockApis.fetch({
      baseImplementation: async input => answer(String(input)),
    }),
  });
}

describe('HttpEnvironments', () => {
  it('reads runs from server-sent events, and nothing else from them', async () => {
    const asked: string[] = [];
    const client = clientOf(url => {
      asked.push(url);
      return new Response(
        [
          ': keep-alive\n\n',
          `event: run\ndata: ${JSON.stringify(run)}\n\n`,
          'event: other\ndata: nothing\n\n',
          `event: run\ndata: ${JSON.stringify({
            ...run,
            state: 'Succeeded',
          })}\n\n`,
        ].join(''),
        { headers: { 'content-type': 'text/event-stream' } },
      );
    });
    const seen: string[] = [];

    await client.watchRun('run-1', {
      onRun: one => seen.push(one.state),
      signal: new AbortController().signal,
    });

    expect(seen).toEqual(['Running', 'Succeeded']);
    expect(asked).toEqual([
      'http://portal/api/environments/v1/runs/run-1/events',
    ]);
  });

  it('gives up a stream that is refused instead of trying for ever', async () => {
    let asked = 0;
    const client = clientOf(() => {
      asked += 1;
      return Response.json(
        {
          error: { name: 'NotAllowedError', message: 'You may not' },
          request: { method: 'GET', url: '/v1/runs/run-1/events' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      );
    });

    const error = await client
      .watchRun('run-1', {
        onRun: () => {},
        signal: new AbortController().signal,
      })
      .catch(caught => caught);

    expect(failureOf(error)).toMatchObject({
      kind: 'forbidden',
      why: 'You may not',
    });
    expect(asked).toBe(1);
  });
});
