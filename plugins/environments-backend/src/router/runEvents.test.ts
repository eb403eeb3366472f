import { once } from 'node:events';
import {
  createServer,
  get,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Run } from '@cairn/plugin-environments-common';
import express from 'express';
import { RunEventStream } from './runEvents';

const run: Run = {
  id: 'run-1',
  environment: 'shop',
  digest: 'sha256:0',
  action: 'create',
  state: 'Running',
  message: 'Making Namespace env-shop',
  startedBy: 'user:default/amara.okafor',
  attempt: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  steps: [],
};

/** A server that calls back with each request, and how many listen for changes of the run. */
async function startServer(
  onRequest: (response: express.Response, open: () => void) => void,
) {
  const listeners = new Set<() => void>();
  const app = express();
  app.get('/', (_req, response) =>
    onRequest(response, () =>
      RunEventStream.open(response, run, {
        read: async () => run,
        subscribe: listener => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      }),
    ),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    listeners,
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

describe('the events of a run', () => {
  it('end for a client that goes away', async () => {
    let closed: Promise<unknown> | undefined;
    const server = await startServer((response, open) => {
      open();
      closed = once(response, 'close');
    });
    const client = get(server.url);
    const [answer]: IncomingMessage[] = await once(client, 'response');
    expect(server.listeners.size).toBe(1);
    answer.destroy();
    await closed;
    expect(server.listeners.size).toBe(0);
    await server.close();
  });

  it('do not begin for a client that went away before', async () => {
    type Asked = { response: ServerResponse; open: () => void };
    let arrived: (asked: Asked) => void = () => {};
    const request = new Promise<Asked>(resolve => {
      arrived = resolve;
    });
    const server = await startServer((response, open) =>
      arrived({ response, open }),
    );
    const client = get(server.url).on('error', () => {});
    const { response, open } = await request;
    client.destroy();
    await once(response, 'close');
    open();
    expect(server.listeners.size).toBe(0);
    await server.close();
  });
});
