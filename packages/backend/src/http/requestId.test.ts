import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { requestId } from './requestId';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('requestId', () => {
  const logger = mockServices.logger.mock();
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const app = express();
    app.use(requestId(logger));
    app.get('/fine', (_, response) => response.json({}));
    app.get('/broken', (_, response) => response.status(503).json({}));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The server listens on no port');
    }
    url = `http://127.0.0.1:${address.port}`;
  });

  beforeEach(() => jest.clearAllMocks());

  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });

  it('names each request, and says nothing of those that went well', async () => {
    const ids = [];
    for (let i = 0; i < 2; i++) {
      const answer = await fetch(`${url}/fine`);
      ids.push(answer.headers.get('x-request-id'));
    }

    expect(ids[0]).toMatch(UUID);
    expect(ids[1]).toMatch(UUID);
    expect(ids[0]).not.toBe(ids[1]);
    expect(logger.info).not.toHaveBeenCalled();
  });

  it('logs what failed by the id in the answer, without the query', async () => {
    const answer = await fetch(`${url}/broken?token=secret`);

    expect(logger.error).toHaveBeenCalledWith('GET /broken was answered 503', {
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('takes the id of a proxy, unless it is none', async () => {
    const ask = async (id: string) =>
      (
        await fetch(`${url}/nothing`, { headers: { 'x-request-id': id } })
      ).headers.get('x-request-id');

    expect(await ask('proxy-0000042')).toBe('proxy-0000042');
    expect(await ask('a b')).toMatch(UUID);
    expect(await ask('x'.repeat(65))).toMatch(UUID);
  });
});
