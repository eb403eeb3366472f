import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  EnvironmentsClient,
  type Run,
} from '@cairn/plugin-environments-common';
import { CommandError, EXIT } from '../exitCodes';
import { followRun } from './followRun';

const run = (state: Run['state']): Run => ({
  id: 'run-1',
  environment: 'shop',
  digest: 'sha256:1',
  action: 'create',
  state,
  message: '',
  startedBy: 'user:default/amara.okafor',
  attempt: 1,
  createdAt: '2026-01-05T00:00:00.000Z',
  steps: [],
});

describe('following a run', () => {
  let close = () => {};
  afterEach(() => close());

  /** A portal that answers whoever asks with one status after the other, the last one again and again. */
  async function startPortal(...statuses: number[]) {
    let asked = 0;
    const server = createServer((_request, response) => {
      const status = statuses[Math.min(asked, statuses.length - 1)] ?? 500;
      asked += 1;
      response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(
          JSON.stringify(
            status === 200
              ? run('Succeeded')
              : { error: { name: 'Error', message: `answered ${status}` } },
          ),
        );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = () => server.close();
    const address = server.address();
    const url = `http://127.0.0.1:${
      typeof address === 'object' && address ? address.port : 0
    }`;
    const { signal } = new AbortController();
    return {
      asked: () => asked,
      follow: async (
        stream: () => Promise<Response> = () => fetch(`${url}/events`),
      ) => {
        const states = [];
        const client = new EnvironmentsClient({
          discoveryApi: { getBaseUrl: async () => url },
          fetchApi: { fetch },
        });
        const runs = followRun({ stream }, client, run('Running'), signal);
        for await (const { state } of runs) {
          states.push(state);
        }
        return states;
      },
    };
  }

  it.each([400, 403, 404, 410])(
    'ends at once where the portal answers %d',
    async status => {
      const portal = await startPortal(status);
      await expect(portal.follow()).rejects.toMatchObject({
        response: { status },
      });
      // The stream, and once the run itself.
      expect(portal.asked()).toBe(2);
    },
  );

  it.each([408, 429, 500, 503])(
    'goes on after the portal answered %d',
    async status => {
      const portal = await startPortal(status, status, 200);
      expect(await portal.follow()).toEqual(['Running', 'Succeeded']);
    },
  );

  it('ends at once where the login is not good any more', async () => {
    const portal = await startPortal(200);
    await expect(
      portal.follow(async () => {
        throw new CommandError('Log in.', EXIT.notLoggedIn);
      }),
    ).rejects.toMatchObject({ exitCode: EXIT.notLoggedIn });
    expect(portal.asked()).toBe(0);
  });

  it('goes on after nobody answered', async () => {
    const portal = await startPortal(200);
    let tries = 0;
    const states = await portal.follow(async () => {
      tries += 1;
      if (tries === 1) {
        throw new CommandError('Nobody is there.', EXIT.notRunning);
      }
      return new Response();
    });
    expect(states).toEqual(['Running', 'Succeeded']);
  });
});
